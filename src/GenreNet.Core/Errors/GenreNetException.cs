namespace GenreNet.Core;

/// <summary>Base class of all exceptions that GenreNet throws for expected failures. The message is one sentence for the user.</summary>
public class GenreNetException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Description of the problem, where it occurred, and what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public GenreNetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
