namespace GenreNet.Training.Cli;

/// <summary>Represents an audio file that a command processes.</summary>
/// <param name="Path">Path of the file; for a file given by name, exactly as given.</param>
/// <param name="RelativePath">
/// Path below the folder, the fixed part of the pattern, or the folder of the playlist that names the file, with forward slashes; the file
/// name if there is none.
/// </param>
internal sealed record AudioInput(string Path, string RelativePath);

/// <summary>Represents all audio files that the arguments of a command name.</summary>
/// <param name="Files">The files in the order of the arguments, each once; those of a folder or pattern are sorted ordinally.</param>
/// <param name="Problems">The arguments and playlist entries that name no usable file, one sentence each.</param>
internal sealed record AudioInputs(IReadOnlyList<AudioInput> Files, IReadOnlyList<string> Problems)
{
    /// <summary>Prints the problems, one line each.</summary>
    /// <param name="terminal">Receives the lines.</param>
    /// <returns>The exit code so far: <see cref="ExitCode.Failed"/> if there is a problem.</returns>
    public int Report(Terminal terminal)
    {
        foreach (string problem in Problems)
        {
            terminal.Fail(problem);
        }

        return Problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
