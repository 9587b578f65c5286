using System.Numerics;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Spectra of frames of 2048 samples: windowed just before its column, and taken apart just after its row, each point stays in the nearest cache.</summary>
internal sealed unsafe class SquareSpectrum(float[] window) : LaneSpectrum(window)
{
    private const int Side = LaneFft1024.Side;

    // Eight samples are four points: so many columns are windowed together.
    private const int TileSamples = 8;
    private const int TileColumns = TileSamples / 2;

    private readonly LaneFft1024 _fft = new();

    public override int ScratchLength => 2 * (LaneFft1024.SquareLength + Side + (TileColumns * Side));

    public override void Power(float* samples, int hop, float* scratch, float* power) =>
        Transform(samples, hop, scratch, new PowerSink(power));

    public override void Complex(float* samples, int hop, float* scratch, float* points) =>
        Transform(samples, hop, scratch, new ComplexSink(points));

    private void Transform<TSink>(float* samples, int hop, float* scratch, TSink sink)
        where TSink : struct, IBinSink
    {
        float* line = scratch;
        float* columns = line + ((nint)Side * LanePoints.Length);
        float* square = columns + ((nint)TileColumns * Side * LanePoints.Length);
        for (int b = 0; b < Side; b += TileColumns)
        {
            LoadColumns(samples, hop, b, columns);
            for (int i = 0; i < TileColumns; i++)
            {
                _fft.Column(columns + ((nint)i * LanePoints.Length), TileColumns * LanePoints.Length, b + i, square, line);
            }
        }

        // Point k = c + 32 d has its mirror image in row 32 - c; the first row and the middle one have it in themselves.
        StoreFirstRow(_fft.Row(square, 0, line), sink);
        for (int c = 1; c < Side / 2; c++)
        {
            StoreRows(c, _fft.Row(square, c, line), _fft.Row(square, Side - c, line), sink);
        }

        float* middle = _fft.Row(square, Side / 2, line);
        StoreRows(Side / 2, middle, middle, sink);
    }

    private void LoadColumns(float* samples, int hop, int b, float* columns)
    {
        fixed (float* weights = HalvedWindow)
        {
            for (int a = 0; a < Side; a++)
            {
                int n = 2 * ((Side * a) + b);
                LaneFrames.Load(samples + n, hop, weights + n, TileSamples, columns + ((nint)a * TileSamples * Vector<float>.Count));
            }
        }
    }

    private void StoreFirstRow<TSink>(float* row, TSink sink)
        where TSink : struct, IBinSink
    {
        StoreEnds(row, sink);
        for (int d = 1; d <= Side / 2; d++)
        {
            StorePair(Side * d, row + ((nint)d * LanePoints.Length), row + ((nint)(Side - d) * LanePoints.Length), sink);
        }
    }

    /// <summary>All points of two rows; each pair is stored from the point whose k is the lower one.</summary>
    private void StoreRows<TSink>(int c, float* row, float* mirror, TSink sink)
        where TSink : struct, IBinSink
    {
        for (int d = 0; d < Side / 2; d++)
        {
            float* last = mirror + ((nint)(Side - 1 - d) * LanePoints.Length);
            StorePair(c + (Side * d), row + ((nint)d * LanePoints.Length), last, sink);
            if (row != mirror)
            {
                StorePair(Side - c + (Side * d), mirror + ((nint)d * LanePoints.Length), row + ((nint)(Side - 1 - d) * LanePoints.Length), sink);
            }
        }
    }
}
