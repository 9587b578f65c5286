namespace GenreNet.Core;

/// <summary>
/// The exception thrown for a model file that GenreNet did not write, that is damaged, or that was written by a newer version.
/// </summary>
public sealed class ModelFormatException : GenreNetException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Description of the problem, the file, and what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public ModelFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
