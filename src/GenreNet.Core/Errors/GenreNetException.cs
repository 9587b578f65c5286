namespace GenreNet.Core;

/// <summary>The root of every failure that GenreNet reports: its message is one sentence for the person at the keyboard.</summary>
public class GenreNetException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do about it.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public GenreNetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
