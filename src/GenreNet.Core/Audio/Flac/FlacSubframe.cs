namespace GenreNet.Core.Audio;

/// <summary>Decodes subframes: the samples of one channel in one frame.</summary>
/// <remarks>RFC 9639, section 9.2.</remarks>
/// <param name="bits">Bits of the frame.</param>
internal sealed class FlacSubframe(FlacBits bits)
{
    private const int ForbiddenPrecision = 16;

    private readonly int[] _coefficients = new int[FlacPredictor.MaximumOrder];

    private enum Kind
    {
        Constant,
        Verbatim,
        Fixed,
        Linear,
    }

    /// <summary>Decodes a subframe.</summary>
    /// <param name="samples">Receives the samples of the block.</param>
    /// <param name="width">Bits per sample, 1 to 32.</param>
    public void Read(Span<int> samples, int width)
    {
        (Kind kind, int order, int wasted) = ReadHeader(width, samples.Length);
        Read(samples, kind, order, width - wasted);
        if (wasted > 0)
        {
            foreach (ref int sample in samples)
            {
                sample <<= wasted;
            }
        }
    }

    /// <summary>Decodes a subframe of 33 bits per sample: the difference of two channels of 32 bits.</summary>
    /// <param name="samples">Receives the samples of the block.</param>
    /// <param name="residual">Memory for as many integers.</param>
    public void ReadWide(Span<long> samples, Span<int> residual)
    {
        const int Width = 33;
        (Kind kind, int order, int wasted) = ReadHeader(Width, samples.Length);
        if (wasted > 0)
        {
            Read(residual, kind, order, Width - wasted);
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = (long)residual[i] << wasted;
            }

            return;
        }

        if (kind == Kind.Constant)
        {
            samples.Fill(bits.ReadSignedWide(Width));
            return;
        }

        foreach (ref long sample in samples[..(kind == Kind.Verbatim ? samples.Length : order)])
        {
            sample = bits.ReadSignedWide(Width);
        }

        if (kind == Kind.Verbatim)
        {
            return;
        }

        int shift = kind == Kind.Linear ? ReadCoefficients(order) : 0;
        FlacResidual.Read(bits, residual[order..], order);
        for (int i = order; i < samples.Length; i++)
        {
            samples[i] = residual[i];
        }

        ReadOnlySpan<int> coefficients = kind == Kind.Linear ? _coefficients.AsSpan(0, order) : FlacPredictor.FixedCoefficients(order);
        FlacPredictor.RestoreWide(samples, coefficients, shift);
    }

    private void Read(Span<int> samples, Kind kind, int order, int width)
    {
        if (kind == Kind.Constant)
        {
            samples.Fill(bits.ReadSigned(width));
            return;
        }

        foreach (ref int sample in samples[..(kind == Kind.Verbatim ? samples.Length : order)])
        {
            sample = bits.ReadSigned(width);
        }

        switch (kind)
        {
            case Kind.Fixed:
                FlacResidual.Read(bits, samples[order..], order);
                FlacPredictor.RestoreFixed(samples, order);
                break;
            case Kind.Linear:
                int shift = ReadCoefficients(order);
                FlacResidual.Read(bits, samples[order..], order);
                FlacPredictor.Restore(samples, _coefficients.AsSpan(0, order), shift);
                break;
        }
    }

    /// <summary>Reads the kind of the subframe, the order of its predictor, and the number of low bits that all samples lack.</summary>
    private (Kind Kind, int Order, int Wasted) ReadHeader(int width, int blockSize)
    {
        // The first bit is reserved and must be 0.
        int type = (int)bits.ReadBits(7);
        (Kind kind, int order) = type switch
        {
            0 => (Kind.Constant, 0),
            1 => (Kind.Verbatim, 0),
            >= 8 and <= 8 + FlacPredictor.MaximumFixedOrder => (Kind.Fixed, type - 8),
            >= 32 and < 64 => (Kind.Linear, type - 31),
            _ => throw bits.Damaged(),
        };
        int wasted = bits.ReadBits(1) == 0 ? 0 : (int)bits.ReadUnary((uint)width) + 1;
        return wasted < width && order <= blockSize ? (kind, order, wasted) : throw bits.Damaged();
    }

    /// <summary>Reads the coefficients of a predictor and returns their shift.</summary>
    private int ReadCoefficients(int order)
    {
        int precision = (int)bits.ReadBits(4) + 1;
        int shift = bits.ReadSigned(5);
        // Encoders never wrote negative shifts, and RFC 9639 forbids them.
        if (precision == ForbiddenPrecision || shift < 0)
        {
            throw bits.Damaged();
        }

        foreach (ref int coefficient in _coefficients.AsSpan(0, order))
        {
            coefficient = bits.ReadSigned(precision);
        }

        return shift;
    }
}
