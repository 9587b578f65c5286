using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Computes the mean of the channels of each frame.</summary>
/// <remarks>Sums the channels in order in single precision and divides once, as numpy's mean of float32 does.</remarks>
internal static class ChannelMix
{
    /// <summary>Mixes as many frames as <paramref name="destination"/> has elements.</summary>
    /// <param name="interleaved">Interleaved samples, one per channel for each frame.</param>
    /// <param name="channelCount">Number of channels, two or more.</param>
    /// <param name="destination">Receives one sample per frame.</param>
    public static void ToMono(ReadOnlySpan<float> interleaved, int channelCount, Span<float> destination)
    {
        int done = channelCount == 2 ? StereoToMono(interleaved, destination) : 0;
        for (int i = done; i < destination.Length; i++)
        {
            ReadOnlySpan<float> frame = interleaved.Slice(i * channelCount, channelCount);
            float sum = frame[0];
            for (int channel = 1; channel < frame.Length; channel++)
            {
                sum += frame[channel];
            }

            destination[i] = sum / channelCount;
        }
    }

    /// <summary>Mixes the frames that fill complete vectors, and returns their number.</summary>
    [MethodImpl(HotLoop.Options)]
    private static int StereoToMono(ReadOnlySpan<float> interleaved, Span<float> destination)
    {
        // Two floats of a stereo frame form one 64-bit integer: its halves are the channels.
        ReadOnlySpan<Vector<ulong>> frames = MemoryMarshal.Cast<float, Vector<ulong>>(interleaved);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(destination);
        for (int i = 0; i < results.Length; i++)
        {
            Vector<ulong> first = frames[2 * i];
            Vector<ulong> second = frames[(2 * i) + 1];
            Vector<float> left = Vector.AsVectorSingle(Vector.Narrow(first, second));
            Vector<float> right = Vector.AsVectorSingle(Vector.Narrow(first >> 32, second >> 32));
            // Halving is exact, so multiplying gives the same result as dividing.
            results[i] = (left + right) * 0.5f;
        }

        return results.Length * Vector<float>.Count;
    }
}
