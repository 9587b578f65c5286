namespace GenreNet.Core;

/// <summary>A dataset, a split or a feature file that cannot be used as it is.</summary>
public sealed class DatasetException : GenreNetException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, in which file or folder, and what to do about it.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public DatasetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
