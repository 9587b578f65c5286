using GenreNet.Core;

namespace GenreNet.Catalogue;

/// <summary>The exception thrown for a catalogue, or for results of one, that cannot be used.</summary>
public sealed class CatalogueException : GenreNetException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Description of the problem, the file or option, and what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public CatalogueException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
