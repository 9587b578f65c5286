using GenreNet.Core.Audio;
using GenreNet.Core.IO;

namespace GenreNet.Training.Cli;

/// <summary>Represents audio that can be read more than once; data from a pipe is kept in memory.</summary>
internal sealed class ReopenedAudio
{
    private readonly AudioBuffer? _kept;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Opens a file for the first time.</summary>
    /// <param name="path">Path of a file, or of a pipe such as /dev/stdin.</param>
    /// <param name="cancellationToken">Cancels opening and reading, also while a pipe waits for data.</param>
    /// <inheritdoc cref="AudioFile.Open(string, CancellationToken)" path="/exception"/>
    public ReopenedAudio(string path, CancellationToken cancellationToken)
    {
        Name = path;
        _cancellationToken = cancellationToken;
        _kept = InputFile.IsPipe(path) ? AudioBuffer.Load(path, cancellationToken: cancellationToken) : null;
        using AudioReader first = Open();
        SampleRate = first.SampleRate;
        Warnings = first.Warnings;
    }

    /// <summary>Name of the audio in messages.</summary>
    public string Name { get; }

    /// <summary>Sample rate of the file, in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Non-fatal problems of the last opened reader; complete once it has been read to the end.</summary>
    public IReadOnlyList<string> Warnings { get; private set; }

    /// <summary>Opens the audio at its start.</summary>
    public AudioReader Open()
    {
        AudioReader reader = _kept?.OpenReader() ?? AudioFile.Open(Name, _cancellationToken);
        Warnings = reader.Warnings;
        return reader;
    }
}
