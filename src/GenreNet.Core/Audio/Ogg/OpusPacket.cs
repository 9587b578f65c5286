namespace GenreNet.Core.Audio;

/// <summary>Reads the first bytes of an Opus packet.</summary>
/// <remarks>RFC 6716, section 3.1.</remarks>
internal static class OpusPacket
{
    /// <summary>The maximum duration of a packet, 120 ms, in samples at 48 kHz.</summary>
    public const int MaximumDuration = 5760;

    /// <summary>Returns the duration of a packet in samples at 48 kHz; 0 if it is not a valid packet.</summary>
    public static int Duration(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        int duration = FrameDuration(packet[0] >> 3) * FrameCount(packet);
        return duration <= MaximumDuration ? duration : 0;
    }

    /// <summary>Returns the duration of a frame in one of the 32 configurations: 12 of SILK, 4 hybrid, 16 of CELT.</summary>
    private static int FrameDuration(int configuration) => configuration switch
    {
        < 12 => (configuration & 3) switch { 0 => 480, 1 => 960, 2 => 1920, _ => 2880 },
        < 16 => 480 << (configuration & 1),
        _ => 120 << (configuration & 3),
    };

    private static int FrameCount(ReadOnlySpan<byte> packet) => (packet[0] & 3) switch
    {
        0 => 1,
        1 or 2 => 2,
        _ => packet.Length > 1 ? packet[1] & 0x3F : 0,
    };
}
