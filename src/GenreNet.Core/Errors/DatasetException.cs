namespace GenreNet.Core;

/// <summary>The exception thrown for a dataset, a split or a feature file that cannot be used.</summary>
public sealed class DatasetException : GenreNetException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Description of the problem, the file or folder, and what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public DatasetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
