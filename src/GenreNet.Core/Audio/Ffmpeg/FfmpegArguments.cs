namespace GenreNet.Core.Audio;

/// <summary>Builds the command line of ffmpeg, which allows only certain containers and codecs.</summary>
/// <remarks>
/// ffmpeg detects the format by content and follows playlists, manifests and image sequences into other files, regardless of the protocol
/// whitelist. Therefore only containers that include their own audio are allowed, and most of them are read from standard input, where no
/// protocol that could open a file is allowed. No image codec is allowed: a cover image of a few kilobytes can expand to gigabytes.
/// </remarks>
internal static class FfmpegArguments
{
    /// <summary>
    /// The limit of a single ffmpeg allocation in bytes: enough for the index of sixteen hours of AAC, too little for tables with a forged
    /// length.
    /// </summary>
    private const int AllocationLimit = 1 << 26;

    /// <summary>The containers that can be read sequentially, as names of ffmpeg demuxers.</summary>
    private const string Containers =
        "aac,ac3,eac3,aiff,amr,amrnb,amrwb,ape,asf,au,dsf,dts,dtshd,flac,matroska,mlp,mp3,mpc,mpc8,ogg,tak,truehd,tta,w64,wav,wv";

    /// <summary>The audio codecs in those containers, as names of ffmpeg decoders.</summary>
    private const string Codecs =
        "aac,aac_fixed,aac_latm,ac3,ac3_fixed,eac3,alac,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,ape,dca,flac,gsm,gsm_ms,libgsm,libgsm_ms,ilbc,mace3,mace6,mlp,truehd,"
        + "mp1,mp1float,mp2,mp2float,mp3,mp3float,mpc7,mpc8,opus,libopus,qdm2,qdmc,qcelp,evrc,speex,libspeex,tak,tta,truespeech,vorbis,libvorbis,wavpack,"
        + "wmav1,wmav2,wmapro,wmalossless,wmavoice,dsd_lsbf,dsd_lsbf_planar,dsd_msbf,dsd_msbf_planar,"
        + "adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_ima_dk3,adpcm_ima_dk4,adpcm_yamaha,adpcm_swf,g722,g723_1,g726,g726le,atrac3,atrac3plus,"
        + "pcm_alaw,pcm_mulaw,pcm_u8,pcm_s8,pcm_s8_planar,pcm_s16le,pcm_s16be,pcm_s16le_planar,pcm_s16be_planar,pcm_u16le,pcm_u16be,"
        + "pcm_s24le,pcm_s24be,pcm_s24le_planar,pcm_u24le,pcm_u24be,pcm_s32le,pcm_s32be,pcm_s32le_planar,pcm_u32le,pcm_u32be,pcm_s64le,pcm_s64be,"
        + "pcm_f16le,pcm_f24le,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_lxf,pcm_bluray,pcm_dvd";

    /// <summary>
    /// The containers that store their tables after the audio. ffmpeg must seek in them, so it opens the file itself, with only this
    /// demuxer enabled.
    /// </summary>
    private static readonly Dictionary<string, string> SeekingContainers = new(StringComparer.Ordinal) { ["MP4"] = "mov", ["CAF"] = "caf" };

    /// <summary>Returns whether ffmpeg must seek in a container and therefore needs it as a file.</summary>
    /// <param name="format">Name of its <see cref="ContentSignature"/>.</param>
    public static bool NeedsFile(string format) => SeekingContainers.ContainsKey(format);

    /// <summary>Returns the arguments to decode the first audio stream of a container to float WAV on standard output.</summary>
    /// <param name="format">Name of the container's <see cref="ContentSignature"/>.</param>
    /// <param name="path">Path of the file, for a container that <see cref="NeedsFile"/>; null to read from standard input.</param>
    public static IEnumerable<string> Decode(string format, string? path) =>
    [
        // "repeat": log each line separately, so that single lines can be filtered out.
        "-v", "repeat+error", "-nostdin", "-max_alloc", AllocationLimit.ToString(System.Globalization.CultureInfo.InvariantCulture), "-threads", "1",
        .. path is null ? FromPipe() : FromFile(SeekingContainers[format], path),
        "-map", "0:a:0", "-map_metadata", "-1", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1",
    ];

    private static IEnumerable<string> FromPipe() =>
        ["-protocol_whitelist", "pipe", "-format_whitelist", Containers, "-codec_whitelist", Codecs, "-vn", "-sn", "-dn", "-i", "pipe:0"];

    // "file:" and the full path ensure that a name is not parsed as an option or a URL.
    private static IEnumerable<string> FromFile(string demuxer, string path) =>
    [
        "-protocol_whitelist", "file", "-format_whitelist", demuxer, "-codec_whitelist", Codecs, "-vn", "-sn", "-dn", "-f", demuxer,
        .. demuxer == "mov" ? (string[])["-enable_drefs", "0", "-use_absolute_path", "0"] : [], "-i", "file:" + Path.GetFullPath(path),
    ];
}
