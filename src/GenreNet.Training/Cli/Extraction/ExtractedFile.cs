namespace GenreNet.Training.Cli.Extraction;

/// <summary>What was written.</summary>
/// <param name="SampleRate">Rate of the audio in Hz.</param>
/// <param name="Arrays">Name and shape of every array.</param>
internal sealed record ExtractedFile(int SampleRate, IReadOnlyList<string> Arrays);
