using System.Numerics;

namespace GenreNet.Core.Features;

/// <summary>A stretch of a clip that lies in memory, and how to go on outside the clip.</summary>
/// <param name="First">The first sample of the stretch; pinned.</param>
/// <param name="Start">Its index in the clip.</param>
/// <param name="Count">Samples of the stretch.</param>
/// <param name="Total">Samples of the clip, or more than will be asked for while its end has not been seen.</param>
internal readonly unsafe record struct SampleWindow(nint First, long Start, int Count, long Total)
{
    /// <summary>Whether samples lie in memory as they are.</summary>
    public bool Holds(long start, int count) => start >= Start && start + count <= Start + Count;

    /// <summary>The address of a sample that is held.</summary>
    public float* At(long index) => (float*)First + (index - Start);

    /// <summary>Copies samples, some of which may lie outside the clip.</summary>
    /// <param name="start">The first sample, in the clip or in the emphasised clip.</param>
    /// <param name="padding">What is outside.</param>
    /// <param name="preEmphasis">
    /// The c of y[t] = x[t+1] - c x[t], which is one sample shorter than the clip; 0 for the samples themselves.
    /// </param>
    /// <param name="destination">Receives the samples.</param>
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

    /// <summary>Copies samples that are all in the clip.</summary>
    private void CopyInside(long start, float preEmphasis, Span<float> destination)
    {
        float* samples = At(start);
        if (preEmphasis == 0)
        {
            new ReadOnlySpan<float>(samples, destination.Length).CopyTo(destination);
            return;
        }

        // No fused multiply-add: the remainder must round as the vectors do, so that a sample has the same value wherever its block begins.
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
