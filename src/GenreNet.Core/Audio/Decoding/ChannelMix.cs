using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Audio;

/// <summary>The mean of the channels of each frame.</summary>
/// <remarks>Summed in single precision from the first channel on and divided once, as numpy's mean of float32 does.</remarks>
internal static class ChannelMix
{
    /// <summary>Mixes as many frames as <paramref name="destination"/> is long.</summary>
    /// <param name="interleaved">Frame after frame, a sample for each channel.</param>
    /// <param name="channelCount">Channels, two or more.</param>
    /// <param name="destination">Receives one sample a frame.</param>
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

    /// <summary>Mixes what fills whole vectors, and tells how many frames that were.</summary>
    private static int StereoToMono(ReadOnlySpan<float> interleaved, Span<float> destination)
    {
        // A frame of two floats is one number of 64 bits: its halves are the channels.
        ReadOnlySpan<Vector<ulong>> frames = MemoryMarshal.Cast<float, Vector<ulong>>(interleaved);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(destination);
        for (int i = 0; i < results.Length; i++)
        {
            Vector<ulong> first = frames[2 * i];
            Vector<ulong> second = frames[(2 * i) + 1];
            Vector<float> left = Vector.AsVectorSingle(Vector.Narrow(first, second));
            Vector<float> right = Vector.AsVectorSingle(Vector.Narrow(first >> 32, second >> 32));
            // Half of a number is its half however it is computed.
            results[i] = (left + right) * 0.5f;
        }

        return results.Length * Vector<float>.Count;
    }
}
