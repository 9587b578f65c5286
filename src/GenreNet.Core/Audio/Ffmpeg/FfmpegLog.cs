using System.Text;

namespace GenreNet.Core.Audio.Ffmpeg;

/// <summary>Makes one sentence of what ffmpeg writes to its log.</summary>
internal static class FfmpegLog
{
    private const int LineLimit = 200;

    /// <summary>Whether the content is no audio at all, rather than audio that is damaged.</summary>
    /// <param name="log">The start of the log.</param>
    /// <param name="format">What the first bytes say.</param>
    public static bool IsNoAudio(string log, string format) => HasNoSound(log) || (IsUnknown(log) && format == ForeignFormat.Unknown);

    /// <summary>Why there is no audio.</summary>
    /// <param name="log">The start of the log.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="hiddenPath">A temporary file that no message should mention, or null.</param>
    public static string Problem(string log, string name, string? hiddenPath) => log switch
    {
        _ when HasNoSound(log) => "this is not audio that GenreNet or ffmpeg knows (ffmpeg finds no sound in it): give an audio file.",
        _ when IsUnknown(log) => "this is not audio that GenreNet or ffmpeg knows, or it is damaged: give another file.",
        _ => $"ffmpeg cannot decode it ({LastLine(log, name, hiddenPath)}).",
    };

    /// <summary>The last line of the log, fit for a sentence.</summary>
    /// <inheritdoc cref="Problem" path="/param"/>
    public static string LastLine(string log, string name, string? hiddenPath)
    {
        string line = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it gave no reason";
        // "[mp3 @ 0x55d0c0]" is an address in a process that is gone.
        while (line.StartsWith('[') && line.IndexOf("] ", StringComparison.Ordinal) is > 0 and int end)
        {
            line = line[(end + 2)..];
        }

        line = hiddenPath is null ? line : line.Replace("file:" + hiddenPath, name, StringComparison.Ordinal).Replace(hiddenPath, name, StringComparison.Ordinal);
        var clean = new StringBuilder();
        foreach (char letter in line.Length > LineLimit ? line[..LineLimit] : line)
        {
            clean.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return clean.ToString().TrimEnd('.', ' ');
    }

    private static bool HasNoSound(string log) => log.Contains("matches no streams", StringComparison.Ordinal);

    private static bool IsUnknown(string log) =>
        log.Contains("Invalid data found", StringComparison.Ordinal) || log.TrimEnd().EndsWith(": Invalid argument", StringComparison.Ordinal);
}
