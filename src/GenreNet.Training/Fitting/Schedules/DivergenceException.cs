using GenreNet.Core;

namespace GenreNet.Training.Fitting;

/// <summary>The exception thrown when a loss or gradient becomes non-finite: these settings cannot fit this data, but others may.</summary>
public sealed class DivergenceException : GenreNetException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What became non-finite in which epoch, and what to try.</param>
    public DivergenceException(string message)
        : base(message)
    {
    }
}
