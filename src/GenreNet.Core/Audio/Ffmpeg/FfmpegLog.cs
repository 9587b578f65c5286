namespace GenreNet.Core.Audio;

/// <summary>
/// Converts ffmpeg's log to a GenreNet error message. ffmpeg's own text is never shown to users: it names local files and changes with each
/// version.
/// </summary>
internal static class FfmpegLog
{
    /// <summary>The text that ffmpeg logs about codecs it may not use, such as those of cover images.</summary>
    private const string RefusedCodec = "not on whitelist";

    /// <summary>Returns whether a line of the log is about the audio. A line about a disallowed cover image codec is not.</summary>
    public static bool IsAboutSound(string line) => !(line.Contains("Codec (", StringComparison.Ordinal) && line.Contains(RefusedCodec, StringComparison.Ordinal));

    /// <summary>Creates the exception for content that ffmpeg could not decode.</summary>
    /// <param name="log">Start of the log, without lines that are not about the audio.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="format">Format according to its first bytes.</param>
    public static GenreNetException Problem(string log, string name, string format)
    {
        if (log.StartsWith("setpriv:", StringComparison.Ordinal))
        {
            return new DependencyMissingException("ffmpeg", $"ffmpeg could not be started for {name}. Reinstall ffmpeg.");
        }

        bool isKnown = format != ContentSignature.UnknownName;
        bool isRefused = log.Contains("Format not on whitelist", StringComparison.Ordinal);
        bool isInvalid = log.Contains("Invalid data found", StringComparison.Ordinal) || log.TrimEnd().EndsWith(": Invalid argument", StringComparison.Ordinal);
        (string problem, bool isAudio) = log switch
        {
            _ when log.Contains("matches no streams", StringComparison.Ordinal) => ("the file contains no audio stream. Choose an audio file.", false),
            _ when isRefused || (isInvalid && !isKnown) => ("this is not audio in a format that GenreNet decodes. Use a WAV, FLAC, MP3, OGG or M4A file.", false),
            _ when IsUnknownCodec(log) => ($"the audio codec is not supported ({format}). Convert the file to WAV or FLAC.", false),
            _ when log.Contains("Cannot allocate memory", StringComparison.Ordinal) => ("the file is damaged: decoding it requires more memory than audio needs. Export it again.", true),
            "" => ("the file contains no samples. Export it again.", true),
            _ => ("the file is damaged and cannot be decoded. Download or export it again.", true),
        };
        return new AudioFormatException(name, problem, innerException: log.Length == 0 ? null : new InvalidDataException(log)) { IsAudio = isAudio };
    }

    private static bool IsUnknownCodec(string log) =>
        log.Contains("Unknown decoder", StringComparison.Ordinal) || log.Contains("no decoder found", StringComparison.OrdinalIgnoreCase)
        || log.Contains("Decoder (codec", StringComparison.Ordinal) || log.Contains("Error while opening decoder", StringComparison.Ordinal);
}
