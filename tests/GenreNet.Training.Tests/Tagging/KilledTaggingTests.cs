using System.Diagnostics;
using GenreNet.Core.Audio;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Tests.Tagging;

/// <summary>A process that is killed between the copy and the rename leaves the music as it was, and the next run cleans up.</summary>
public sealed class KilledTaggingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_kill_before_the_rename_leaves_the_original_and_the_next_run_deletes_the_copy()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a shell script in place of ffmpeg");
        string song = MusicSamples.Encode(_folder, "m4a");
        byte[] original = await File.ReadAllBytesAsync(song, TestContext.Current.CancellationToken);

        // The verification decodes the copy, whose name contains .genrenet-: the script then waits until it is killed.
        string marker = Path.Combine(_folder.Path, "copied");
        string script = _folder.File("ffmpeg");
        await File.WriteAllTextAsync(
            script, $"#!/bin/sh\ncase \"$*\" in *.genrenet-*) touch '{marker}'; exec sleep 600;; esac\nexec '{AudioFile.FfmpegPath}' \"$@\"\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo("dotnet", [typeof(GenreNetCli).Assembly.Location, "tag", song, "--write", "--min-confidence", "0", "--model", "default"])
        {
            Environment = { ["GENRENET_FFMPEG"] = script },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process command = Process.Start(start)!;
        while (!File.Exists(marker) && !command.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.False(command.HasExited, "the command ended before it was killed");
        command.Kill(entireProcessTree: true);
        await command.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(original, await File.ReadAllBytesAsync(song, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(_folder.Path, "*.tmp"));
        TagWriter.DeleteLeftovers([song]);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp"));
        TagWriter.Write(song, ["Rock"], CancellationToken.None);
        Assert.Equal(["Rock"], MusicTag.Read(song).Genres);
    }

    [Fact]
    public void Files_of_other_programs_are_not_leftovers()
    {
        string song = MusicSamples.Create(_folder, "wav");
        string own = $"{song}.genrenet-12-{Guid.NewGuid():N}.tmp";
        string[] others = [$"{song}.tmp", $"{song}.genrenet-12.tmp", Path.Combine(_folder.Path, $".genrenet-12-{Guid.NewGuid():N}.tmp")];
        Array.ForEach([own, .. others], path => File.WriteAllText(path, "x"));
        TagWriter.DeleteLeftovers([song]);
        Assert.False(File.Exists(own));
        Assert.All(others, path => Assert.True(File.Exists(path)));
    }
}
