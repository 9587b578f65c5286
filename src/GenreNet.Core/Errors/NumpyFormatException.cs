namespace GenreNet.Core;

/// <summary>
/// The exception thrown for a NumPy file (.npy, .npz) that is damaged, or that contains something other than plain arrays.
/// </summary>
public sealed class NumpyFormatException : GenreNetException
{
    /// <summary>Initializes the exception; the message is prefixed with the path.</summary>
    /// <param name="path">
    /// Path of the file, or the name given to the stream; for a member of an .npz, followed by the member's name.
    /// </param>
    /// <param name="problem">Description of the problem and, if useful, of what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public NumpyFormatException(string path, string problem, Exception? innerException = null)
        : base($"{path}: {problem}", innerException)
    {
        Path = path;
    }

    /// <summary>Gets the path of the file, or the name given to the stream.</summary>
    public string Path { get; }
}
