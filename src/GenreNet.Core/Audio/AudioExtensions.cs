using System.Collections.Frozen;

namespace GenreNet.Core.Audio;

/// <summary>
/// Lists the file extensions of audio. Datasets, <c>predict</c> for folders, and the client all select files by this list.
/// </summary>
/// <remarks>
/// A file with another extension can still be opened by name: <see cref="AudioFile.Open(string, CancellationToken)"/> only inspects the
/// content.
/// </remarks>
internal static class AudioExtensions
{
    private static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        [
            // Decoded by GenreNet.
            ".wav", ".wave", ".bwf", ".rf64", ".au", ".snd", ".aif", ".aiff", ".aifc", ".afc", ".flac", ".mp3", ".mpga",
            // MPEG audio and AAC.
            ".mp1", ".mp2", ".mpa", ".m2a", ".aac", ".adts",
            // MP4, QuickTime and 3GPP.
            ".m4a", ".m4b", ".m4p", ".m4r", ".mp4", ".mov", ".qt", ".3ga", ".3gp", ".3gpp", ".3g2",
            // Ogg, Matroska and WebM.
            ".ogg", ".oga", ".ogx", ".opus", ".spx", ".mka", ".mkv", ".weba", ".webm",
            // Lossless codecs with their own containers.
            ".ape", ".dsf", ".tak", ".tta", ".wv",
            // Other formats that ffmpeg decodes.
            ".ac3", ".amr", ".asf", ".awb", ".caf", ".dts", ".eac3", ".ec3", ".mp+", ".mpc", ".mpp", ".w64", ".wma",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether an extension is an audio extension.</summary>
    /// <param name="extension">Extension with the dot; case-insensitive.</param>
    public static bool Contains(string extension) => All.Contains(extension);
}
