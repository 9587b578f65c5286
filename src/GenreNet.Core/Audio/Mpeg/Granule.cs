namespace GenreNet.Core.Audio;

/// <summary>Represents a granule of one channel: its side information, scale factors and spectrum.</summary>
/// <remarks>ISO/IEC 11172-3, section 2.4.1.7; 13818-3, section 2.4.1.7.</remarks>
internal sealed class Granule
{
    /// <summary>The number of coefficients of a spectrum.</summary>
    public const int Length = 576;

    /// <summary>The block type that consists of three short blocks.</summary>
    public const int ShortBlock = 2;

    private readonly int[] _tables = new int[3];
    private readonly int[] _regionEnds = new int[3];
    private readonly int[] _windowGains = new int[3];

    /// <summary>Gets the spectrum. Coefficients from <see cref="Used"/> are zero.</summary>
    public float[] Spectrum { get; } = new float[Length];

    /// <summary>Gets the scale factors: those of the long bands, then those of the short bands, three for each of them.</summary>
    public byte[] ScaleFactors { get; } = new byte[40];

    /// <summary>Gets or sets the number of coefficients that may differ from zero.</summary>
    public int Used { get; set; }

    /// <summary>Gets the number of bits of scale factors and Huffman codes.</summary>
    public int BitCount { get; private set; }

    /// <summary>Gets the number of coefficients that are coded in pairs.</summary>
    public int PairedCount { get; private set; }

    /// <summary>Gets the gain of all coefficients, in quarters of a factor of two.</summary>
    public int GlobalGain { get; private set; }

    /// <summary>Gets the index that decides the lengths of the scale factors.</summary>
    public int ScaleFactorCompression { get; private set; }

    /// <summary>Gets the block type: 0 normal, 1 start, 2 short, 3 stop.</summary>
    public int BlockType { get; private set; }

    /// <summary>Gets whether the two lowest subbands have normal blocks.</summary>
    public bool IsMixed { get; private set; }

    /// <summary>Gets or sets whether the standard's pre-emphasis is added to the scale factors.</summary>
    public bool HasPreemphasis { get; set; }

    /// <summary>Gets the exponent of two by which a scale factor is multiplied, in quarters of a factor of two.</summary>
    public int ScaleFactorShift { get; private set; }

    /// <summary>Gets whether coefficients of at most one are coded by the second table.</summary>
    public bool UsesSecondQuadTable { get; private set; }

    /// <summary>Gets or sets the four groups of scale factors that are those of the first granule, as bits.</summary>
    public int SharedScaleFactors { get; set; }

    /// <summary>Gets the Huffman tables of the three regions.</summary>
    public ReadOnlySpan<int> Tables => _tables;

    /// <summary>Gets the ends of the three regions as indices of coefficients, at most <see cref="PairedCount"/>.</summary>
    public ReadOnlySpan<int> RegionEnds => _regionEnds;

    /// <summary>Gets the attenuation of the three windows, in quarters of a factor of two.</summary>
    public ReadOnlySpan<int> WindowGains => _windowGains;

    /// <summary>Gets the number of long bands.</summary>
    public int LongBandCount { get; private set; }

    /// <summary>Gets the first short band; 13 if there are none.</summary>
    public int FirstShortBand { get; private set; }

    /// <summary>Returns whether two granules have the same transform, so that it can be applied to their sum.</summary>
    public bool HasTransformOf(Granule other) => BlockType == other.BlockType && IsMixed == other.IsMixed;

    /// <summary>Sets the spectrum to zero.</summary>
    public void Clear()
    {
        Array.Clear(Spectrum);
        Used = 0;
    }

    /// <summary>Reads the side information.</summary>
    /// <returns>false if it has a reserved value.</returns>
    public bool ReadSideInformation(ref BitReader bits, MpegHeader header)
    {
        ReadOnlySpan<ushort> bands = BandTables.LongBands(header.RateIndex);
        BitCount = bits.Read(12);
        PairedCount = 2 * bits.Read(9);
        GlobalGain = bits.Read(8);
        ScaleFactorCompression = bits.Read(header.IsLowRate ? 9 : 4);
        if (bits.Read(1) == 1)
        {
            BlockType = bits.Read(2);
            IsMixed = bits.Read(1) == 1;
            ReadFields(ref bits, _tables.AsSpan(0, 2), 5);
            ReadFields(ref bits, _windowGains, 3);
            // Eight long bands, or three short bands of three windows.
            _regionEnds[0] = BlockType == ShortBlock ? 9 * BandTables.ShortBands(header.RateIndex)[0] : bands[8];
            _regionEnds[1] = Length;
            if (BlockType == 0)
            {
                return false;
            }
        }
        else
        {
            BlockType = 0;
            IsMixed = false;
            ReadFields(ref bits, _tables, 5);
            Array.Clear(_windowGains);
            int first = bits.Read(4) + 1;
            int second = first + bits.Read(3) + 1;
            _regionEnds[0] = bands[first];
            _regionEnds[1] = bands[Math.Min(second, BandTables.LongCount)];
        }

        _regionEnds[2] = Length;
        for (int i = 0; i < _regionEnds.Length; i++)
        {
            _regionEnds[i] = Math.Min(_regionEnds[i], PairedCount);
        }

        bool isShort = BlockType == ShortBlock;
        LongBandCount = !isShort ? BandTables.LongCount : !IsMixed ? 0 : header.IsLowRate ? 6 : 8;
        FirstShortBand = !isShort ? BandTables.ShortCount : IsMixed ? 3 : 0;
        HasPreemphasis = !header.IsLowRate && bits.Read(1) == 1;
        ScaleFactorShift = 1 + bits.Read(1);
        UsesSecondQuadTable = bits.Read(1) == 1;
        return PairedCount <= Length;
    }

    private static void ReadFields(ref BitReader bits, Span<int> fields, int width)
    {
        foreach (ref int field in fields)
        {
            field = bits.Read(width);
        }
    }
}
