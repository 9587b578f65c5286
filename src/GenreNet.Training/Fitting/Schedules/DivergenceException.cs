using GenreNet.Core;

namespace GenreNet.Training.Fitting;

/// <summary>A loss or gradient stopped being a number: these settings cannot fit this data, and others may.</summary>
public sealed class DivergenceException : GenreNetException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What became of what in which epoch, and what to try.</param>
    public DivergenceException(string message)
        : base(message)
    {
    }
}
