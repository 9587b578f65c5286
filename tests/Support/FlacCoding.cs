namespace GenreNet.Tests.Support;

/// <summary>How the channels of a frame are stored; the numbers are the codes in the frame.</summary>
internal enum FlacChannels
{
    Independent = 0,
    LeftSide = 8,
    SideRight = 9,
    MidSide = 10,
}

/// <summary>How a subframe is coded.</summary>
internal sealed record FlacCoding
{
    /// <summary>All samples are equal.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Samples are stored as they are.</summary>
    public bool IsVerbatim { get; init; }

    /// <summary>The order of a fixed predictor, where there are no coefficients.</summary>
    public int FixedOrder { get; init; } = 2;

    /// <summary>Coefficients of a predictor, the latest sample first.</summary>
    public int[] Coefficients { get; init; } = [];

    /// <summary>Bits per coefficient, 1 to 15.</summary>
    public int Precision { get; init; } = 15;

    /// <summary>The shift of a prediction.</summary>
    public int Shift { get; init; } = 12;

    /// <summary>The number of low bits that are zero in all samples.</summary>
    public int WastedBits { get; init; }

    /// <summary>Whether Rice parameters have five bits instead of four.</summary>
    public bool HasLongParameters { get; init; }

    /// <summary>The residual has two to this power partitions.</summary>
    public int PartitionOrder { get; init; }

    /// <summary>Whether a partition is stored without a Rice code.</summary>
    public Func<int, bool> IsEscaped { get; init; } = _ => false;

    /// <summary>The Rice parameter of a partition; null to choose one by its values.</summary>
    public Func<int, int>? Parameter { get; init; }

    /// <summary>A predictor of a signal that changes slowly, with as many coefficients as wanted, none of them zero.</summary>
    public static FlacCoding Linear(int order, int precision = 15, int shift = 12)
    {
        int most = (1 << (precision - 1)) - 1;
        int[] coefficients = new int[order];
        for (int i = 0; i < order; i++)
        {
            double share = i switch { 0 => order == 1 ? 0.98 : 1.9, 1 => -0.92, _ => 0.3 / i * (i % 2 == 0 ? 1 : -1) };
            int scaled = (int)Math.Clamp(share * (1 << shift), -most - 1, most);
            coefficients[i] = scaled == 0 && most > 0 ? (i % 2 == 0 ? 1 : -1) : scaled;
        }

        return new FlacCoding { Coefficients = coefficients, Precision = precision, Shift = shift };
    }
}

/// <summary>What the header of a frame contains.</summary>
/// <param name="Channels">How the channels are stored.</param>
/// <param name="HasVariableSize">Whether the frame has the number of its first sample instead of its own.</param>
/// <param name="BlockSizeCode">The code of the block size; null for the shortest.</param>
/// <param name="SampleRateCode">The code of the sample rate; 0 refers to STREAMINFO.</param>
/// <param name="BitsCode">The code of the bits per sample; 0 refers to STREAMINFO.</param>
internal sealed record FlacFrameFields(
    FlacChannels Channels = FlacChannels.Independent,
    bool HasVariableSize = false,
    int? BlockSizeCode = null,
    int SampleRateCode = 0,
    int BitsCode = 0);
