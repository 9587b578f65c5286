using GenreNet.Core.Audio;
using GenreNet.Core.IO;

namespace GenreNet.Training.Cli;

/// <summary>Audio that can be listened to more than once; what comes through a pipe is kept in memory for that.</summary>
internal sealed class ReopenedAudio
{
    private readonly AudioBuffer? _kept;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Opens a file for the first time.</summary>
    /// <param name="path">A file, or a pipe such as /dev/stdin.</param>
    /// <param name="cancellationToken">Stops opening and reading, also while a pipe waits for data.</param>
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

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Its own rate in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>What was wrong but could be lived with; of the reader opened last, complete when it has been read to its end.</summary>
    public IReadOnlyList<string> Warnings { get; private set; }

    /// <summary>Opens it at its start.</summary>
    public AudioReader Open()
    {
        AudioReader reader = _kept?.OpenReader() ?? AudioFile.Open(Name, _cancellationToken);
        Warnings = reader.Warnings;
        return reader;
    }
}
