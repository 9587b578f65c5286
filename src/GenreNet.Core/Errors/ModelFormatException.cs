namespace GenreNet.Core;

/// <summary>A model file that is not one of ours, is damaged, or was written by a newer version.</summary>
public sealed class ModelFormatException : GenreNetException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, in which file, and what to do about it.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public ModelFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
