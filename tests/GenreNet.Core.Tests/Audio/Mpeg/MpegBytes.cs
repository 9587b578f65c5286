using System.Buffers.Binary;

namespace GenreNet.Core.Tests.Audio.Mpeg;

/// <summary>Builds MP3 files without an encoder: frames of silence and the tags around them.</summary>
internal static class MpegBytes
{
    /// <summary>MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono: 104 bytes per frame.</summary>
    public const uint Mono44 = 0xFFFB_10C0;

    /// <summary>MPEG-1 layer III, 128 kbit/s, 44.1 kHz, joint stereo: 417 bytes per frame.</summary>
    public const uint Stereo44 = 0xFFFB_9040;

    /// <summary>MPEG-2 layer III, 32 kbit/s, 22.05 kHz, mono: 104 bytes per frame.</summary>
    public const uint Mono22 = 0xFFF3_40C0;

    /// <summary>Returns frames of silence: their side information and main data are zeros.</summary>
    public static byte[] Frames(uint header, int count) => [.. Enumerable.Range(0, count).SelectMany(_ => Frame(header))];

    /// <summary>Returns a frame whose body starts with some bytes, followed by zeros.</summary>
    public static byte[] Frame(uint header, params byte[] body)
    {
        byte[] frame = new byte[Length(header)];
        BinaryPrimitives.WriteUInt32BigEndian(frame, header);
        body.CopyTo(frame, 4);
        return frame;
    }

    /// <summary>Returns a frame with a Xing or Info tag.</summary>
    /// <param name="header">Header of a mono frame.</param>
    /// <param name="frames">Number of frames that the tag declares, or null.</param>
    /// <param name="bytes">Number of bytes that the tag declares, or null.</param>
    /// <param name="encoder">First four letters of the encoder.</param>
    /// <param name="delay">Delay of the encoder in samples.</param>
    /// <param name="padding">Padding at the end in samples.</param>
    public static byte[] Tagged(uint header, int? frames, int? bytes, string encoder = "LAME", int delay = 576, int padding = 1000)
    {
        int flags = (frames is null ? 0 : 1) | (bytes is null ? 0 : 2);
        byte[] side = new byte[header == Mono22 ? 9 : 17];
        return Frame(
            header,
            [
                .. side, .. "Info"u8, .. Big(flags), .. frames is int f ? Big(f) : [], .. bytes is int b ? Big(b) : [], .. System.Text.Encoding.ASCII.GetBytes(encoder),
                .. new byte[17], (byte)(delay >> 4), (byte)((delay << 4) | (padding >> 8)), (byte)padding,
            ]);
    }

    /// <summary>Returns the four bytes of a big-endian integer.</summary>
    public static byte[] Big(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static int Length(uint header) => header switch
    {
        Mono44 or Mono22 => 104,
        Stereo44 => 417,
        _ => throw new ArgumentOutOfRangeException(nameof(header)),
    };
}
