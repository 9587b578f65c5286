using GenreNet.Core.Audio;
using GenreNet.Core.IO;

namespace GenreNet.Training.Cli.Extraction;

/// <summary>Audio that can be listened to more than once; what comes through a pipe is kept in memory for that.</summary>
internal sealed class ReopenedAudio
{
    private readonly AudioBuffer? _kept;

    /// <summary>Opens a file for the first time.</summary>
    /// <param name="path">A file, or a pipe such as /dev/stdin.</param>
    /// <inheritdoc cref="AudioFile.Open(string, CancellationToken)" path="/exception"/>
    public ReopenedAudio(string path)
    {
        Name = path;
        _kept = KeepPipe(path);
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
        AudioReader reader = _kept?.OpenReader() ?? AudioFile.Open(Name);
        Warnings = reader.Warnings;
        return reader;
    }

    private static AudioBuffer? KeepPipe(string path)
    {
        try
        {
            InputFile.RequireRegularOrPipe(path);
            using FileStream file = File.OpenRead(path);
            return file.CanSeek ? null : AudioBuffer.Load(file, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Opening it as audio says better what is wrong.
            return null;
        }
    }
}
