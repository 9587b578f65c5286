namespace GenreNet.Training.Cli;

/// <summary>What was written.</summary>
/// <param name="Arrays">Name and shape of every array, and the rate of the audio in Hz that it was computed from.</param>
internal sealed record ExtractedFile(IReadOnlyList<(string Shape, int SampleRate)> Arrays)
{
    /// <summary>Returns the arrays in a line, those of the same rate together.</summary>
    public override string ToString() =>
        string.Join("; ", Arrays.GroupBy(a => a.SampleRate, a => a.Shape).Select(rate => $"{string.Join(", ", rate)} at {rate.Key} Hz"));
}
