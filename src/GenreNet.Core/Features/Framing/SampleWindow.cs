namespace GenreNet.Core.Features.Framing;

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
    public void Copy(long start, FramePadding padding, Span<float> destination)
    {
        destination.Clear();
        if (Total == 0)
        {
            return;
        }

        int before = (int)Math.Clamp(-start, 0, destination.Length);
        int after = (int)Math.Clamp(start + destination.Length - Total, 0, destination.Length - before);
        int inside = destination.Length - before - after;
        if (inside > 0)
        {
            new ReadOnlySpan<float>(At(start + before), inside).CopyTo(destination[before..]);
        }

        if (padding is FramePadding.Zeros or FramePadding.None)
        {
            return;
        }

        for (int i = 0; i < destination.Length; i += i + 1 == before ? inside + 1 : 1)
        {
            if (i < before || i >= before + inside)
            {
                destination[i] = *At(padding == FramePadding.Edge ? Math.Clamp(start + i, 0, Total - 1) : Reflected(start + i));
            }
        }
    }

    private long Reflected(long index)
    {
        long period = Math.Max(1, 2 * (Total - 1));
        long place = ((index % period) + period) % period;
        return place < Total ? place : period - place;
    }
}
