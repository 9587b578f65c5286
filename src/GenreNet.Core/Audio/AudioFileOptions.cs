namespace GenreNet.Core.Audio;

/// <summary>Specifies how <see cref="AudioFile"/> opens audio. Immutable.</summary>
public sealed record AudioFileOptions
{
    /// <summary>
    /// Gets the full path of the ffmpeg program, for formats that GenreNet does not decode itself. Null, the default, uses the path in the
    /// environment variable GENRENET_FFMPEG if it is set, otherwise the ffmpeg on PATH.
    /// </summary>
    public string? FfmpegPath { get; init; }
}
