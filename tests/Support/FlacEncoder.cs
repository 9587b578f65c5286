using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace GenreNet.Tests.Support;

/// <summary>Encodes FLAC as RFC 9639 describes it, also in ways that encoders avoid: slow, and easy to believe.</summary>
internal static class FlacEncoder
{
    private const int Crc8 = 0x07;
    private const int Crc16 = 0x8005;

    private static readonly int[][] Fixed = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

    /// <summary>A file of frames of one block size; the last one may be shorter.</summary>
    /// <param name="channels">Samples of each channel.</param>
    /// <param name="bits">Bits per sample.</param>
    /// <param name="coding">How a channel is coded.</param>
    /// <param name="fields">What the headers of the frames contain.</param>
    /// <param name="blockSize">Samples per frame.</param>
    /// <param name="rate">Sample rate in Hz.</param>
    public static byte[] File(
        int[][] channels, int bits, FlacCoding coding, FlacFrameFields? fields = null, int blockSize = 576, int rate = 8000) =>
        [.. "fLaC"u8, .. StreamInfo(channels, bits, rate, isLast: true), .. Frames(channels, bits, _ => coding, fields, blockSize)];

    /// <summary>The frames of samples.</summary>
    public static byte[] Frames(
        int[][] channels, int bits, Func<int, FlacCoding> coding, FlacFrameFields? fields = null, int blockSize = 576)
    {
        fields ??= new FlacFrameFields();
        List<byte> frames = [];
        for (int start = 0; start < channels[0].Length; start += blockSize)
        {
            int[][] block = [.. channels.Select(c => c[start..Math.Min(start + blockSize, c.Length)])];
            frames.AddRange(Frame(block, bits, coding, fields, fields.HasVariableSize ? start : start / blockSize));
        }

        return [.. frames];
    }

    /// <summary>A STREAMINFO block with its header.</summary>
    public static byte[] StreamInfo(
        int[][] channels, int bits, int rate, bool isLast = false, long? total = null, byte[]? md5 = null)
    {
        byte[] fields = new FlacBitWriter().Write(16, 16).Write(65535, 16).Write(0, 24).Write(0, 24)
            .Write(rate, 20).Write(channels.Length - 1, 3).Write(bits - 1, 5).Write(total ?? channels[0].Length, 36).ToArray();
        return Block(0, [.. fields, .. md5 ?? Md5(channels, bits)], isLast);
    }

    /// <summary>A metadata block with its header.</summary>
    public static byte[] Block(int type, byte[] content, bool isLast = false) =>
        [.. new FlacBitWriter().Write(isLast ? 1 : 0, 1).Write(type, 7).Write(content.Length, 24).ToArray(), .. content];

    /// <summary>The MD5 of interleaved samples, each little-endian in as many bytes as it needs.</summary>
    public static byte[] Md5(int[][] channels, int bits)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        byte[] sample = new byte[4];
        for (int i = 0; i < channels[0].Length; i++)
        {
            foreach (int[] channel in channels)
            {
                BinaryPrimitives.WriteInt32LittleEndian(sample, channel[i]);
                hash.AppendData(sample, 0, (bits + 7) / 8);
            }
        }

        return hash.GetHashAndReset();
    }

    /// <summary>One frame with its checksums.</summary>
    public static byte[] Frame(int[][] channels, int bits, Func<int, FlacCoding> coding, FlacFrameFields fields, long number)
    {
        int size = channels[0].Length;
        int sizeCode = fields.BlockSizeCode ?? (size <= 256 ? 6 : 7);
        int channelCode = fields.Channels == FlacChannels.Independent ? channels.Length - 1 : (int)fields.Channels;
        FlacBitWriter header = new FlacBitWriter().Write(0x7FFC, 15).Write(fields.HasVariableSize ? 1 : 0, 1)
            .Write(sizeCode, 4).Write(fields.SampleRateCode, 4).Write(channelCode, 4).Write(fields.BitsCode, 3).Write(0, 1)
            .WriteNumber(number);
        header.Write(size - 1, sizeCode switch { 6 => 8, 7 => 16, _ => 0 });
        (int rate, int rateWidth) = fields.SampleRateCode switch { 12 => (8, 8), 13 => (8000, 16), 14 => (800, 16), _ => (0, 0) };
        header.Write(rate, rateWidth);
        byte[] start = header.ToArray();
        var writer = new FlacBitWriter();
        foreach (byte value in (byte[])[.. start, (byte)FlacBitWriter.Crc(start, 8, Crc8)])
        {
            writer.Write(value, 8);
        }

        (long[] Samples, int Bits)[] stored = Stored(channels, bits, fields.Channels);
        for (int channel = 0; channel < stored.Length; channel++)
        {
            WriteSubframe(writer, stored[channel].Samples, stored[channel].Bits, coding(channel));
        }

        byte[] frame = writer.Align().ToArray();
        return [.. frame, .. new FlacBitWriter().Write(FlacBitWriter.Crc(frame, 16, Crc16), 16).ToArray()];
    }

    private static (long[] Samples, int Bits)[] Stored(int[][] channels, int bits, FlacChannels stereo)
    {
        long[][] wide = [.. channels.Select(c => Array.ConvertAll(c, v => (long)v))];
        if (stereo == FlacChannels.Independent)
        {
            return [.. wide.Select(c => (c, bits))];
        }

        long[] side = [.. wide[0].Zip(wide[1], (left, right) => left - right)];
        long[] mid = [.. wide[0].Zip(wide[1], (left, right) => (left + right) >> 1)];
        return stereo switch
        {
            FlacChannels.LeftSide => [(wide[0], bits), (side, bits + 1)],
            FlacChannels.SideRight => [(side, bits + 1), (wide[1], bits)],
            _ => [(mid, bits), (side, bits + 1)],
        };
    }

    private static void WriteSubframe(FlacBitWriter writer, long[] unshifted, int bits, FlacCoding coding)
    {
        long[] samples = Array.ConvertAll(unshifted, s => s >> coding.WastedBits);
        int width = bits - coding.WastedBits;
        int[] coefficients = coding.Coefficients.Length > 0 ? coding.Coefficients : Fixed[coding.FixedOrder];
        int type = coding.IsConstant ? 0
            : coding.IsVerbatim ? 1
            : coding.Coefficients.Length > 0 ? 31 + coefficients.Length
            : 8 + coding.FixedOrder;
        writer.Write(0, 1).Write(type, 6).Write(coding.WastedBits > 0 ? 1 : 0, 1);
        if (coding.WastedBits > 0)
        {
            writer.WriteUnary(coding.WastedBits - 1);
        }

        int whole = coding.IsConstant ? 1 : coding.IsVerbatim ? samples.Length : coefficients.Length;
        for (int i = 0; i < whole; i++)
        {
            writer.Write(samples[i], width);
        }

        if (coding.IsConstant || coding.IsVerbatim)
        {
            return;
        }

        int shift = 0;
        if (coding.Coefficients.Length > 0)
        {
            shift = coding.Shift;
            writer.Write(coding.Precision - 1, 4).Write(shift, 5);
            Array.ForEach(coefficients, c => writer.Write(c, coding.Precision));
        }

        WriteResidual(writer, Residual(samples, coefficients, shift), coefficients.Length, coding);
    }

    private static long[] Residual(long[] samples, int[] coefficients, int shift)
    {
        long[] residual = new long[samples.Length - coefficients.Length];
        for (int i = 0; i < residual.Length; i++)
        {
            long sum = 0;
            for (int k = 0; k < coefficients.Length; k++)
            {
                sum += coefficients[k] * samples[i + coefficients.Length - 1 - k];
            }

            residual[i] = checked((int)(samples[i + coefficients.Length] - (sum >> shift)));
        }

        return residual;
    }

    private static void WriteResidual(FlacBitWriter writer, long[] residual, int order, FlacCoding coding)
    {
        int parameterBits = coding.HasLongParameters ? 5 : 4;
        int escape = (1 << parameterBits) - 1;
        writer.Write(coding.HasLongParameters ? 1 : 0, 2).Write(coding.PartitionOrder, 4);
        int length = (residual.Length + order) >> coding.PartitionOrder;
        int start = 0;
        for (int i = 0; i < 1 << coding.PartitionOrder; i++)
        {
            long[] partition = residual[start..((length * (i + 1)) - order)];
            start += partition.Length;
            if (coding.IsEscaped(i))
            {
                int width = partition.Select(SignedWidth).DefaultIfEmpty(0).Max();
                writer.Write(escape, parameterBits).Write(width, 5);
                Array.ForEach(partition, value => writer.Write(value, width));
                continue;
            }

            int parameter = coding.Parameter?.Invoke(i) ?? BestParameter(partition, escape - 1);
            writer.Write(parameter, parameterBits);
            foreach (long value in partition)
            {
                long folded = (value << 1) ^ (value >> 63);
                writer.WriteUnary(folded >> parameter).Write(folded, parameter);
            }
        }
    }

    private static int BestParameter(long[] partition, int most)
    {
        double mean = partition.Select(v => (double)Math.Abs(v)).DefaultIfEmpty(0).Average();
        return Math.Clamp((int)Math.Log2(mean + 1), 0, most);
    }

    private static int SignedWidth(long value) => value == 0 ? 0 : 65 - BitOperations.LeadingZeroCount((ulong)(value ^ (value >> 63)));
}
