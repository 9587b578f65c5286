namespace GenreNet.Core.Signal;

/// <summary>
/// Evaluates the filters of resamplers where the platform has something faster than the vectors of .NET: in a browser, .NET interprets its
/// loops, and a function of WebAssembly does not. Used by one thread at a time.
/// </summary>
internal interface IFilterEngine
{
    /// <summary>Loads a filter.</summary>
    /// <param name="rows">Weights of all phases: <paramref name="up"/> rows of equal length, a multiple of 16.</param>
    /// <param name="up">New rate divided by the greatest common divisor of both rates.</param>
    /// <param name="down">Old rate divided by the greatest common divisor of both rates.</param>
    ILoadedFilter Load(ReadOnlySpan<float> rows, int up, int down);
}

/// <summary>Represents a filter that an <see cref="IFilterEngine"/> has loaded.</summary>
internal interface ILoadedFilter
{
    /// <summary>Computes consecutive output samples.</summary>
    /// <param name="window">Input samples from the first to the last that the output samples depend on.</param>
    /// <param name="phase">Phase of the first output sample, from 0 to the number of phases - 1.</param>
    /// <param name="output">Receives the samples.</param>
    void Process(ReadOnlySpan<float> window, int phase, Span<float> output);
}
