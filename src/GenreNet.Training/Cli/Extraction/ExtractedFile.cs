namespace GenreNet.Training.Cli;

/// <summary>Represents the result of an extraction.</summary>
/// <param name="Arrays">Name and shape of each array, and the sample rate in Hz of the audio that it was computed from.</param>
internal sealed record ExtractedFile(IReadOnlyList<(string Shape, int SampleRate)> Arrays)
{
    /// <summary>Returns the arrays on one line, grouped by sample rate.</summary>
    public override string ToString() =>
        string.Join("; ", Arrays.GroupBy(a => a.SampleRate, a => a.Shape).Select(rate => $"{string.Join(", ", rate)} at {rate.Key} Hz"));
}
