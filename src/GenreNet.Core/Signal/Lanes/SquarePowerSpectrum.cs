using System.Numerics;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Power spectra of frames of 2048 samples: windowed just before its column, and summed just after its row, each point stays in the nearest cache.</summary>
internal sealed unsafe class SquarePowerSpectrum(float[] window) : LanePowerSpectrum(window)
{
    private const int Side = LaneFft1024.Side;

    // Eight samples are four points: so many columns are windowed together.
    private const int TileSamples = 8;
    private const int TileColumns = TileSamples / 2;

    private readonly LaneFft1024 _fft = new();

    public override int ScratchLength => 2 * (LaneFft1024.SquareLength + Side + (TileColumns * Side));

    public override void Compute(float* samples, int hop, float* scratch, float* power)
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
        StoreFirstRow(_fft.Row(square, 0, line), power);
        for (int c = 1; c < Side / 2; c++)
        {
            StoreRows(c, _fft.Row(square, c, line), _fft.Row(square, Side - c, line), power);
        }

        float* middle = _fft.Row(square, Side / 2, line);
        StoreRows(Side / 2, middle, middle, power);
    }

    private void LoadColumns(float* samples, int hop, int b, float* columns)
    {
        fixed (float* weights = Window)
        {
            for (int a = 0; a < Side; a++)
            {
                int n = 2 * ((Side * a) + b);
                LaneFrames.Load(samples + n, hop, weights + n, TileSamples, columns + ((nint)a * TileSamples * Vector<float>.Count));
            }
        }
    }

    private void StoreFirstRow(float* row, float* power)
    {
        StoreEnds(row, power);
        for (int d = 1; d <= Side / 2; d++)
        {
            StorePair(Side * d, row + ((nint)d * LanePoints.Length), row + ((nint)(Side - d) * LanePoints.Length), power);
        }
    }

    /// <summary>All points of two rows; each pair is stored from the point whose k is the lower one.</summary>
    private void StoreRows(int c, float* row, float* mirror, float* power)
    {
        for (int d = 0; d < Side / 2; d++)
        {
            float* last = mirror + ((nint)(Side - 1 - d) * LanePoints.Length);
            StorePair(c + (Side * d), row + ((nint)d * LanePoints.Length), last, power);
            if (row != mirror)
            {
                StorePair(Side - c + (Side * d), mirror + ((nint)d * LanePoints.Length), row + ((nint)(Side - 1 - d) * LanePoints.Length), power);
            }
        }
    }
}
