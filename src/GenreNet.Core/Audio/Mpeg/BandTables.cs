namespace GenreNet.Core.Audio;

/// <summary>Holds the borders of the scale factor bands of layer III and other tables about them.</summary>
/// <remarks>ISO/IEC 11172-3, table 3-B.8, and 13818-3, table B.8. Indexed by <see cref="MpegHeader.RateIndex"/>.</remarks>
internal static class BandTables
{
    /// <summary>The number of bands of long blocks.</summary>
    public const int LongCount = 22;

    /// <summary>The number of bands of short blocks.</summary>
    public const int ShortCount = 13;

    private static readonly ushort[][] LongBorders =
    [
        [0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 52, 62, 74, 90, 110, 134, 162, 196, 238, 288, 342, 418, 576],
        [0, 4, 8, 12, 16, 20, 24, 30, 36, 42, 50, 60, 72, 88, 106, 128, 156, 190, 230, 276, 330, 384, 576],
        [0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 54, 66, 82, 102, 126, 156, 194, 240, 296, 364, 448, 550, 576],
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576],
        // The standard ends band 17 at 332; decoders, among them ffmpeg, have agreed on 330.
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 114, 136, 162, 194, 232, 278, 330, 394, 464, 540, 576],
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576],
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576],
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576],
        [0, 12, 24, 36, 48, 60, 72, 88, 108, 132, 160, 192, 232, 280, 336, 400, 476, 566, 568, 570, 572, 574, 576],
    ];

    private static readonly byte[][] ShortWidths =
    [
        [4, 4, 4, 4, 6, 8, 10, 12, 14, 18, 22, 30, 56],
        [4, 4, 4, 4, 6, 6, 10, 12, 14, 16, 20, 26, 66],
        [4, 4, 4, 4, 6, 8, 12, 16, 20, 26, 34, 42, 12],
        [4, 4, 4, 6, 6, 8, 10, 14, 18, 26, 32, 42, 18],
        [4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 32, 44, 12],
        [4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 30, 40, 18],
        [4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 30, 40, 18],
        [4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 30, 40, 18],
        [8, 8, 8, 12, 16, 20, 24, 28, 36, 2, 2, 2, 26],
    ];

    /// <summary>Gets what is added to the scale factors of a long block whose preflag is set.</summary>
    public static ReadOnlySpan<byte> Preemphasis => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 2, 0];

    /// <summary>Returns the first coefficients of the bands of a long block, and 576.</summary>
    public static ReadOnlySpan<ushort> LongBands(int rateIndex) => LongBorders[rateIndex];

    /// <summary>Returns the number of coefficients of the bands of a short block, for each of its three windows.</summary>
    public static ReadOnlySpan<byte> ShortBands(int rateIndex) => ShortWidths[rateIndex];
}
