using System.Diagnostics;
using System.Runtime.InteropServices;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Support;

/// <summary>The ffmpeg of this machine, which tests compare with. Tests are skipped where there is none.</summary>
internal static class Ffmpeg
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>The exit code, and what it wrote to standard output.</returns>
    public static (int ExitCode, byte[] Output) Run(params IEnumerable<string> arguments)
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        var start = new ProcessStartInfo(AudioFile.FfmpegPath, ["-v", "quiet", "-y", "-nostdin", .. arguments]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (process.ExitCode, output.ToArray());
    }

    /// <summary>Decodes files by one process: most of the time of a short clip is the start of ffmpeg.</summary>
    /// <param name="files">The contents and the names, whose extensions ffmpeg may use.</param>
    /// <param name="options">Options of each output.</param>
    /// <returns>The interleaved samples of each file.</returns>
    public static float[][] Decode(IReadOnlyList<(string Name, byte[] Content)> files, params string[] options)
    {
        using var folder = new TemporaryFolder();
        string[] inputs = [.. files.Select((file, i) => folder.File($"{i}", file.Name))];
        string[] outputs = [.. files.Select((_, i) => folder.File($"{i}", "samples"))];
        for (int i = 0; i < files.Count; i++)
        {
            File.WriteAllBytes(inputs[i], files[i].Content);
        }

        (int exitCode, _) = Run(
            [.. inputs.SelectMany(input => (string[])["-i", input]), .. outputs.SelectMany((output, i) => (string[])["-map", $"{i}:a:0", .. options, "-f", "f32le", output])]);
        Assert.Equal(0, exitCode);
        return [.. outputs.Select(output => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(output)).ToArray())];
    }
}
