namespace GenreNet.Core;

/// <summary>A NumPy file (.npy, .npz) that is damaged, or that holds something other than plain arrays.</summary>
public sealed class NumpyFormatException : GenreNetException
{
    /// <summary>Creates the exception; the message is prefixed with the path.</summary>
    /// <param name="path">The file, or the name given to the stream; for a member of an .npz with the member's name behind it.</param>
    /// <param name="problem">What is wrong and, where it helps, what to do about it.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public NumpyFormatException(string path, string problem, Exception? innerException = null)
        : base($"{path}: {problem}", innerException)
    {
        Path = path;
    }

    /// <summary>The file, or the name given to the stream.</summary>
    public string Path { get; }
}
