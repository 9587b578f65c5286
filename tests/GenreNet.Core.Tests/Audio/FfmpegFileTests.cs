using System.Diagnostics;
using GenreNet.Core.Audio;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Tests.Audio;

/// <summary>What ffmpeg is given, and how it ends.</summary>
public sealed class FfmpegFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_stream_that_is_a_file_is_read_by_ffmpeg_without_a_copy_and_called_by_its_name()
    {
        // A stand-in that says which file it was given.
        string program = Script("echo \"$*\" > \"$(dirname \"$0\")/asked\"; echo \"cannot: $7\" >&2; exit 1");
        string path = _folder.File("clip");
        File.WriteAllText(path, "fLaC and so on");
        using FileStream stream = File.OpenRead(path);
        AudioFormatException problem = Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song.flac", program));
        Assert.Contains($"-i file:{path} ", File.ReadAllText(_folder.File("asked")), StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, problem.Message, StringComparison.Ordinal);
        Assert.True(problem.IsAudio);
    }

    [Fact]
    public void A_stream_in_the_middle_of_a_file_is_copied()
    {
        string program = Script("echo \"$*\" > \"$(dirname \"$0\")/asked\"; exit 1");
        string path = _folder.File("clip");
        File.WriteAllText(path, "xxxxfLaC and so on");
        using FileStream stream = File.OpenRead(path);
        stream.Position = 4;
        Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song.flac", program));
        Assert.DoesNotContain(path, File.ReadAllText(_folder.File("asked")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_an_ffmpeg_that_never_would()
    {
        string program = Script("exec sleep 600");
        string path = _folder.File("clip");
        await File.WriteAllTextAsync(path, "fLaC and so on", TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => AudioFile.Open(path, program, stop.Token)));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void What_is_no_audio_is_told_from_audio_that_is_damaged()
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        Assert.False(Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream("a letter to a friend"u8.ToArray()), "letter")).IsAudio);
        Assert.True(Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream("fLaC and nothing else"u8.ToArray()), "song")).IsAudio);
        Assert.True(Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream(), "nothing")).IsAudio);
    }

    private string Script(string text)
    {
        string path = _folder.File("ffmpeg");
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return path;
        }

        Assert.Skip("scripts stand in for ffmpeg");
        return path;
    }
}
