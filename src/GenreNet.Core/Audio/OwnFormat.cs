namespace GenreNet.Core.Audio;

/// <summary>Represents a format that GenreNet decodes without ffmpeg.</summary>
/// <param name="Matches">
/// Returns whether the first bytes of a file, at most <see cref="ContentSignature.Length"/>, are of this format.
/// </param>
/// <param name="Open">
/// Reads the header from a source at its first byte, and returns a reader that owns the source; null for a variant that only ffmpeg
/// decodes. Does not read further than the codec is known before it returns null, so that ffmpeg can start over.
/// </param>
internal sealed record OwnFormat(Func<ReadOnlySpan<byte>, bool> Matches, Func<ByteSource, AudioReader?> Open)
{
    /// <summary>The formats, in the order in which they are tried.</summary>
    private static readonly OwnFormat[] All =
    [
        new(WavHeader.Matches, source => OpenPcm(source, WavHeader.Read)),
        new(AuHeader.Matches, source => OpenPcm(source, AuHeader.Read)),
        new(AiffHeader.Matches, source => OpenPcm(source, AiffHeader.Read)),
        new(OggReader.Matches, OggReader.Open),
        new(FlacReader.Matches, FlacReader.Open),
        // Last, because content that nothing else recognises may be MP3 after some garbage.
        new(Mp3Reader.Matches, Mp3Reader.Open),
    ];

    private delegate PcmLayout? HeaderReader(ByteSource source, ReadOnlySpan<byte> start);

    /// <summary>Returns the format of a file, or null if GenreNet does not decode it.</summary>
    /// <param name="start">First bytes, <see cref="ContentSignature.Length"/> of them or all that are available.</param>
    public static OwnFormat? Of(ReadOnlySpan<byte> start)
    {
        foreach (OwnFormat format in All)
        {
            if (format.Matches(start))
            {
                return format;
            }
        }

        return null;
    }

    private static PcmReader? OpenPcm(ByteSource source, HeaderReader read)
    {
        const int MagicLength = 12;
        Span<byte> start = stackalloc byte[MagicLength];
        source.ReadExactly(start, "the header");
        if (read(source, start) is not { } layout)
        {
            return null;
        }

        // A reader may wait for its first block, so the recorded header is discarded before.
        source.StopRecording();
        return new PcmReader(source, layout);
    }
}
