using System.Collections.Frozen;

namespace GenreNet.Core.Audio;

/// <summary>The one list of extensions that audio files have: datasets, <c>predict</c> of folders and the client pick files by it.</summary>
/// <remarks>
/// A file with another extension is opened as well when it is named by itself: <see cref="AudioFile.Open(string, CancellationToken)"/> looks at the
/// content only.
/// </remarks>
internal static class AudioExtensions
{
    private static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        [
            // Decoded here.
            ".wav", ".wave", ".bwf", ".rf64", ".au", ".snd", ".aif", ".aiff", ".aifc", ".afc",
            // MPEG audio and AAC.
            ".mp1", ".mp2", ".mp3", ".mpa", ".mpga", ".m2a", ".aac", ".adts",
            // MP4, QuickTime and 3GPP.
            ".m4a", ".m4b", ".m4p", ".m4r", ".mp4", ".mov", ".qt", ".3ga", ".3gp", ".3gpp", ".3g2",
            // Ogg, Matroska and WebM.
            ".ogg", ".oga", ".ogx", ".opus", ".spx", ".mka", ".mkv", ".weba", ".webm",
            // Lossless codecs with containers of their own.
            ".flac", ".ape", ".dsf", ".tak", ".tta", ".wv",
            // The rest of what ffmpeg decodes.
            ".ac3", ".amr", ".asf", ".awb", ".caf", ".dts", ".eac3", ".ec3", ".mp+", ".mpc", ".mpp", ".w64", ".wma",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an extension is one of audio.</summary>
    /// <param name="extension">With the dot; case does not matter.</param>
    public static bool Contains(string extension) => All.Contains(extension);
}
