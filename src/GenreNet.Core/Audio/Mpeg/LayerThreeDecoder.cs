namespace GenreNet.Core.Audio;

/// <summary>Decodes frames of MPEG audio layer III to mono samples.</summary>
/// <remarks>
/// ISO/IEC 11172-3, section 2.4.3.4, and 13818-3. The channels are mixed before the filter banks, which are linear: that gives the same
/// samples as mixing the decoded channels, in half the time. Every frame is decoded, however damaged it is; what cannot be decoded is
/// silent.
/// </remarks>
internal sealed class LayerThreeDecoder
{
    /// <summary>The largest number of samples of a frame.</summary>
    public const int MostSamples = 2 * Granule.Length;

    /// <summary>The largest number of bytes that a frame may use of those before it.</summary>
    private const int ReservoirLength = 511;

    /// <summary>The number of zeros after the data, which a code at its end may reach into.</summary>
    private const int Margin = 64;

    private const int ChecksumLength = 2;

    private readonly Granule[] _granules = [new(), new(), new(), new()];
    private readonly HybridFilterBank _hybrid = new();
    private readonly SynthesisFilterBank _synthesis = new();
    private readonly float[] _bands = new float[Granule.Length];
    private readonly byte[] _sideInformation = new byte[32 + Margin];

    /// <summary>The end of the main data of earlier frames, the main data of this one, and a margin.</summary>
    private readonly byte[] _data = new byte[ReservoirLength + MpegHeader.LongestFrame + Margin];
    private int _reservoir;

    /// <summary>Describes how much of a frame was decoded.</summary>
    public enum Result
    {
        /// <summary>All of it.</summary>
        Complete,

        /// <summary>Not all of it, because it continues data of frames that are missing.</summary>
        Incomplete,

        /// <summary>Nothing, because it contradicts the format.</summary>
        Damaged,
    }

    /// <summary>Forgets the data of earlier frames, which the next frame does not continue.</summary>
    public void ForgetData() => _reservoir = 0;

    /// <summary>Decodes a frame.</summary>
    /// <param name="header">Header of the frame.</param>
    /// <param name="frame">The frame with its header; shorter than declared if the file was cut short.</param>
    /// <param name="mono">Receives <see cref="MpegHeader.SampleCount"/> samples.</param>
    /// <returns>Whether the frame was decoded completely.</returns>
    public Result Decode(MpegHeader header, ReadOnlySpan<byte> frame, Span<float> mono)
    {
        ReadOnlySpan<byte> body = frame[Math.Min(frame.Length, MpegHeader.Length + (header.HasChecksum ? ChecksumLength : 0))..];
        ReadOnlySpan<byte> side = body[..Math.Min(body.Length, header.SideInformationLength)];
        side.CopyTo(_sideInformation);
        _sideInformation.AsSpan(side.Length).Clear();
        int dataLength = Append(body[side.Length..]);
        var bits = new BitReader(_sideInformation, 0);
        int begin = bits.Read(header.IsLowRate ? 8 : 9);
        Result result = ReadSideInformation(ref bits, header) ? Result.Complete : Result.Damaged;
        // The main data may begin in earlier frames, before the first byte that is known.
        int position = 8 * (_reservoir - begin);
        for (int granule = 0; granule < header.GranuleCount; granule++)
        {
            int bitCount = 0;
            for (int channel = 0; channel < header.ChannelCount; channel++)
            {
                bitCount += Of(granule, channel).BitCount;
            }

            if (result == Result.Damaged || position < 0)
            {
                result = result == Result.Damaged ? result : Result.Incomplete;
                Of(granule, 0).Clear();
                Of(granule, 1).Clear();
            }
            else
            {
                ReadSpectra(header, granule, position, 8 * dataLength);
            }

            position += bitCount;
            Synthesize(header, granule, mono.Slice(granule * Granule.Length, Granule.Length));
        }

        KeepEnd(dataLength);
        return result;
    }

    private Granule Of(int granule, int channel) => _granules[(2 * granule) + channel];

    /// <summary>Appends main data to the reservoir, and returns the length of both.</summary>
    private int Append(ReadOnlySpan<byte> mainData)
    {
        mainData.CopyTo(_data.AsSpan(_reservoir));
        int length = _reservoir + mainData.Length;
        _data.AsSpan(length, Margin).Clear();
        return length;
    }

    private void KeepEnd(int dataLength)
    {
        _reservoir = Math.Min(dataLength, ReservoirLength);
        _data.AsSpan(dataLength - _reservoir, _reservoir).CopyTo(_data);
    }

    private bool ReadSideInformation(ref BitReader bits, MpegHeader header)
    {
        // Private bits.
        bits.Position += header.IsLowRate ? header.ChannelCount : header.ChannelCount == 1 ? 5 : 3;
        for (int channel = 0; channel < header.ChannelCount; channel++)
        {
            Of(0, channel).SharedScaleFactors = 0;
            Of(1, channel).SharedScaleFactors = header.IsLowRate ? 0 : bits.Read(4);
        }

        for (int granule = 0; granule < header.GranuleCount; granule++)
        {
            for (int channel = 0; channel < header.ChannelCount; channel++)
            {
                if (!Of(granule, channel).ReadSideInformation(ref bits, header))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void ReadSpectra(MpegHeader header, int granule, int position, int available)
    {
        for (int channel = 0; channel < header.ChannelCount; channel++)
        {
            Granule current = Of(granule, channel);
            int start = position;
            var bits = new BitReader(_data, Math.Min(start, available));
            position += current.BitCount;
            if (header.IsLowRate)
            {
                ScaleFactorReader.ReadLowRate(ref bits, current, header.IsIntensity && channel == 1);
            }
            else
            {
                ScaleFactorReader.Read(ref bits, current, Of(0, channel));
            }

            HuffmanDecoder.Decode(ref bits, current, position, available, start < 8 * _reservoir);
            Requantizer.Apply(current, header.RateIndex);
        }

        if (header.ChannelCount == 2)
        {
            StereoDecoder.Apply(Of(granule, 0), Of(granule, 1), header);
        }
    }

    /// <summary>Mixes the channels as early as their transforms allow, and computes 576 samples.</summary>
    private void Synthesize(MpegHeader header, int granule, Span<float> mono)
    {
        Granule first = Of(granule, 0);
        Granule? second = null;
        if (header.ChannelCount == 2)
        {
            Granule right = Of(granule, 1);
            if (first.HasTransformOf(right))
            {
                first.Used = Math.Max(first.Used, right.Used);
                MixInto(first.Spectrum.AsSpan(0, first.Used), right.Spectrum);
            }
            else
            {
                Halve(first);
                Halve(right);
                second = right;
                _hybrid.Prepare(right, header.RateIndex);
            }
        }

        _hybrid.Prepare(first, header.RateIndex);
        _hybrid.Transform(first, second, _bands);
        _synthesis.Process(_bands, mono);
    }

    private static void MixInto(Span<float> spectrum, ReadOnlySpan<float> other)
    {
        for (int i = 0; i < spectrum.Length; i++)
        {
            spectrum[i] = (spectrum[i] + other[i]) / 2;
        }
    }

    private static void Halve(Granule granule)
    {
        foreach (ref float coefficient in granule.Spectrum.AsSpan(0, granule.Used))
        {
            coefficient /= 2;
        }
    }
}
