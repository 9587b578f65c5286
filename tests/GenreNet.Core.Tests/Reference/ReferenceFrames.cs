using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Reference;

/// <summary>A clip cut into frames, by the index of each sample.</summary>
internal static class ReferenceFrames
{
    public static double[][] Cut(float[] clip, FrameOptions options)
    {
        bool isCentred = options.Padding != FramePadding.None;
        int length = options.FrameSpan;
        int room = isCentred ? clip.Length : clip.Length - length;
        int count = room < 0 ? 0 : 1 + (room / options.HopLength);
        double[][] frames = new double[count][];
        for (int frame = 0; frame < count; frame++)
        {
            int start = (frame * options.HopLength) - (isCentred ? length / 2 : 0);
            frames[frame] = [.. Enumerable.Range(start, length).Select(n => SampleAt(clip, n, options.Padding))];
        }

        return frames;
    }

    private static double SampleAt(float[] clip, int n, FramePadding padding)
    {
        if (clip.Length == 0)
        {
            return 0;
        }

        int last = clip.Length - 1;
        switch (padding)
        {
            case FramePadding.Edge:
                return clip[Math.Clamp(n, 0, last)];
            case FramePadding.Reflect when last == 0:
                return clip[0];
            case FramePadding.Reflect:
                while (n < 0 || n > last)
                {
                    n = n < 0 ? -n : (2 * last) - n;
                }

                return clip[n];
            default:
                return n < 0 || n > last ? 0 : clip[n];
        }
    }
}
