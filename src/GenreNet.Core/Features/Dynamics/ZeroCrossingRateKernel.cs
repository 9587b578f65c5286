using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="ZeroCrossingRateOptions"/>.</summary>
internal sealed unsafe class ZeroCrossingRateKernel(ZeroCrossingRateOptions options) : FeatureKernel
{
    private const float Threshold = 1e-10f;

    public override int ValueCount => 1;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float* samples = block.Samples(options);
        for (int lane = 0; lane < block.FrameCount; lane++)
        {
            cells[lane] = (float)CountCrossings(samples + ((nint)lane * block.HopLength), options.FrameLength) / options.FrameLength;
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static int CountCrossings(float* frame, int length)
    {
        int last = length - 1;
        var threshold = new Vector<float>(-Threshold);
        Vector<int> crossings = Vector<int>.Zero;
        int i = 0;
        for (; i + Vector<float>.Count <= last; i += Vector<float>.Count)
        {
            // A true comparison is -1 in each SIMD lane, so the sum counts downwards.
            Vector<int> here = Vector.LessThan(Vector.Load(frame + i), threshold);
            Vector<int> next = Vector.LessThan(Vector.Load(frame + i + 1), threshold);
            crossings += here ^ next;
        }

        int count = -Vector.Sum(crossings);
        for (; i < last; i++)
        {
            count += (frame[i] < -Threshold) != (frame[i + 1] < -Threshold) ? 1 : 0;
        }

        return count;
    }
}
