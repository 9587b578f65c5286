using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>
/// Computes spectra of frames of 2048 samples. Each column is windowed just before its transform and each row is separated just after it,
/// so points stay in the L1 cache.
/// </summary>
internal sealed unsafe class SquareSpectrum<T>(double[] window) : LaneTransform<T>(window)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Side = LaneFft1024<T>.Side;

    // Eight samples are four points, so four columns are windowed together.
    private const int TileSamples = 8;
    private const int TileColumns = TileSamples / 2;

    private readonly LaneFft1024<T> _fft = new();

    public override int ScratchLength => 2 * (LaneFft1024<T>.SquareLength + Side + (TileColumns * Side));

    [MethodImpl(HotLoop.Options)]
    public override void Run<TSink>(float* samples, int hop, T* scratch, TSink sink)
    {
        T* line = scratch;
        T* columns = line + ((nint)Side * LanePoints<T>.Length);
        T* square = columns + ((nint)TileColumns * Side * LanePoints<T>.Length);
        Columns(samples, hop, square, columns, line);

        // The mirror image of point k = c + 32 d is in row 32 - c; the first and the middle row contain their own mirror images.
        StoreFirstRow(_fft.Row(square, 0, line), sink);
        for (int c = 1; c < Side / 2; c++)
        {
            StoreRows(c, _fft.Row(square, c, line), _fft.Row(square, Side - c, line), sink);
        }

        T* middle = _fft.Row(square, Side / 2, line);
        StoreRows(Side / 2, middle, middle, sink);
    }

    [MethodImpl(HotLoop.Options)]
    private void Columns(float* samples, int hop, T* square, T* columns, T* line)
    {
        if (typeof(T) == typeof(double) && WindowedFours.IsSupported)
        {
            fixed (T* weights = HalvedWindow)
            {
                for (int b = 0; b < Side; b += 2)
                {
                    _fft.WindowedColumns(samples + (2 * b), hop, weights + (2 * b), b, square, columns);
                }
            }

            return;
        }

        for (int b = 0; b < Side; b += TileColumns)
        {
            LoadColumns(samples, hop, b, columns);
            for (int i = 0; i < TileColumns; i++)
            {
                _fft.Column(columns + ((nint)i * LanePoints<T>.Length), TileColumns * LanePoints<T>.Length, b + i, square, line);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LoadColumns(float* samples, int hop, int b, T* columns)
    {
        fixed (T* weights = HalvedWindow)
        {
            for (int a = 0; a < Side; a++)
            {
                int n = 2 * ((Side * a) + b);
                LaneFrames.Load<T>(samples + n, hop, weights + n, TileSamples, columns + ((nint)a * TileSamples * Vector<T>.Count));
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    private void StoreFirstRow<TSink>(T* row, TSink sink)
        where TSink : struct, IBinSink<T>
    {
        StoreEnds(row, sink);
        fixed (T* roots = PairRoots)
        {
            for (int d = 1; d <= Side / 2; d++)
            {
                T* there = row + ((nint)(Side - d) * LanePoints<T>.Length);
                StorePair(Side * d, Side * (Side - d), roots, row + ((nint)d * LanePoints<T>.Length), there, sink);
            }
        }
    }

    /// <summary>Stores all points of two rows; each pair is stored from the point with the lower k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreRows<TSink>(int c, T* row, T* mirror, TSink sink)
        where TSink : struct, IBinSink<T>
    {
        StoreLowerHalf(c, row, mirror, sink);
        if (row != mirror)
        {
            StoreLowerHalf(Side - c, mirror, row, sink);
        }
    }

    [MethodImpl(HotLoop.Options)]
    private void StoreLowerHalf<TSink>(int c, T* row, T* mirror, TSink sink)
        where TSink : struct, IBinSink<T>
    {
        T* last = mirror + ((nint)(Side - 1) * LanePoints<T>.Length);
        fixed (T* roots = PairRoots)
        {
            for (int d = 0; d < Side / 2; d++)
            {
                int k = c + (Side * d);
                nint place = (nint)d * LanePoints<T>.Length;
                StorePair(k, (Side * Side) - k, roots, row + place, last - place, sink);
            }
        }
    }
}
