using System.Globalization;
using System.Runtime.InteropServices;
using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Training.Tagging;

/// <summary>Verifies that two files contain the same audio, by decoding both.</summary>
internal static class SameSound
{
    private const int BlockLength = 1 << 14;

    /// <summary>Compares the samples of two files bit by bit.</summary>
    /// <param name="original">The file before the change; its position is changed.</param>
    /// <param name="copy">The file after the change; its position is changed.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="cancellationToken">Stops the comparison.</param>
    /// <returns>The first difference; null if there is none, or if only ffmpeg decodes the format and it is not installed.</returns>
    /// <exception cref="AudioFormatException">The audio cannot be decoded.</exception>
    public static string? Difference(Stream original, Stream copy, string name, CancellationToken cancellationToken)
    {
        try
        {
            using AudioReader before = Open(original, name, cancellationToken);
            using AudioReader after = Open(copy, name, cancellationToken);
            return (before.SampleRate, before.ChannelCount, before.Format) == (after.SampleRate, after.ChannelCount, after.Format)
                ? Difference(before, after, cancellationToken)
                : "its audio would have another format";
        }
        catch (DependencyMissingException)
        {
            // The bytes of the audio are compared in any case.
            return null;
        }
    }

    private static AudioReader Open(Stream stream, string name, CancellationToken cancellationToken)
    {
        stream.Position = 0;
        return AudioFile.Open(stream, name, cancellationToken);
    }

    private static string? Difference(AudioReader before, AudioReader after, CancellationToken cancellationToken)
    {
        float[] expected = new float[BlockLength];
        float[] actual = new float[BlockLength];
        for (long position = 0; ; position += BlockLength)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Fill(before, expected);
            bool isSame = Fill(after, actual) == count
                && MemoryMarshal.AsBytes(expected.AsSpan(0, count)).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan(0, count)));
            if (!isSame)
            {
                return string.Create(CultureInfo.InvariantCulture, $"its audio would change after {(double)position / before.SampleRate:0.0} s");
            }

            if (count < BlockLength)
            {
                return null;
            }
        }
    }

    private static int Fill(AudioReader reader, float[] block)
    {
        int filled = 0;
        while (filled < block.Length && reader.Read(block.AsSpan(filled)) is > 0 and int count)
        {
            filled += count;
        }

        return filled;
    }
}
