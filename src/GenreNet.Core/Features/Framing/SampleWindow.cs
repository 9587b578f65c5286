using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Represents a range of a clip in memory, and provides padding outside the clip.</summary>
/// <param name="First">Address of the first sample of the range; pinned.</param>
/// <param name="Start">Index of the first sample in the clip.</param>
/// <param name="Count">Number of samples in the range.</param>
/// <param name="Total">Number of samples in the clip; before its end is known, a number larger than any index requested.</param>
internal readonly unsafe record struct SampleWindow(nint First, long Start, int Count, long Total)
{
    /// <summary>Returns whether the samples are in memory without padding.</summary>
    public bool Holds(long start, int count) => start >= Start && start + count <= Start + Count;

    /// <summary>Returns the address of a sample in the range.</summary>
    public float* At(long index) => (float*)First + (index - Start);

    /// <summary>Copies samples, some of which may be outside the clip.</summary>
    /// <param name="start">Index of the first sample, in the clip or in the pre-emphasised clip.</param>
    /// <param name="padding">Padding outside the clip.</param>
    /// <param name="preEmphasis">The c of y[t] = x[t+1] - c x[t], which is one sample shorter than the clip; 0 for no pre-emphasis.</param>
    /// <param name="destination">Receives the samples.</param>
    [MethodImpl(HotLoop.Options)]
    public void Copy(long start, FramePadding padding, float preEmphasis, Span<float> destination)
    {
        destination.Clear();
        long total = preEmphasis == 0 ? Total : Total - 1;
        if (total <= 0)
        {
            return;
        }

        int before = (int)Math.Clamp(-start, 0, destination.Length);
        int after = (int)Math.Clamp(start + destination.Length - total, 0, destination.Length - before);
        int inside = destination.Length - before - after;
        if (inside > 0)
        {
            CopyInside(start + before, preEmphasis, destination.Slice(before, inside));
        }

        if (padding is FramePadding.Zeros or FramePadding.None)
        {
            return;
        }

        for (int i = 0; i < destination.Length; i += i + 1 == before ? inside + 1 : 1)
        {
            if (i < before || i >= before + inside)
            {
                float* sample = At(padding == FramePadding.Edge ? Math.Clamp(start + i, 0, total - 1) : Reflected(start + i, total));
                destination[i] = preEmphasis == 0 ? *sample : sample[1] - (preEmphasis * sample[0]);
            }
        }
    }

    /// <summary>Copies samples that are all inside the clip.</summary>
    [MethodImpl(HotLoop.Options)]
    private void CopyInside(long start, float preEmphasis, Span<float> destination)
    {
        float* samples = At(start);
        if (preEmphasis == 0)
        {
            new ReadOnlySpan<float>(samples, destination.Length).CopyTo(destination);
            return;
        }

        // No fused multiply-add: the remainder must round as the vectors do, so that a sample has the same value wherever its block starts.
        var coefficient = new Vector<float>(preEmphasis);
        fixed (float* to = destination)
        {
            int i = 0;
            for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                (Vector.Load(samples + i + 1) - (coefficient * Vector.Load(samples + i))).Store(to + i);
            }

            for (; i < destination.Length; i++)
            {
                to[i] = samples[i + 1] - (preEmphasis * samples[i]);
            }
        }
    }

    private static long Reflected(long index, long total)
    {
        long period = Math.Max(1, 2 * (total - 1));
        long place = ((index % period) + period) % period;
        return place < total ? place : period - place;
    }
}
