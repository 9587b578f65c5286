using GenreNet.Core.Audio;

namespace GenreNet.Training.Reports;

/// <summary>Short clips that a page carries inside.</summary>
internal static class ClipAudio
{
    /// <summary>Rate of the clips in Hz: what they lose is above what a telephone gives and below what a page can bear.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Length of the clips in seconds.</summary>
    public const int Seconds = 6;

    /// <summary>A stretch from the middle of audio, as a WAV file of 16 bits: about 190 KB.</summary>
    /// <param name="audio">Audio at any rate; disposed at the end.</param>
    /// <param name="cancellationToken">Gives up between two blocks.</param>
    /// <exception cref="Core.AudioFormatException">The audio is damaged.</exception>
    public static byte[] Middle(AudioReader audio, CancellationToken cancellationToken)
    {
        using AudioReader reader = audio.ResampledTo(SampleRate);
        // Where the length is not known, the beginning will do.
        long length = (long)Seconds * SampleRate;
        long skip = Math.Max(0, ((reader.SampleCount ?? 0) - length) / 2);
        float[] block = new float[1 << 14];
        List<float> kept = [];
        long at = 0;
        int read;
        while (kept.Count < length && (read = reader.Read(block)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = (int)Math.Clamp(skip - at, 0, read);
            kept.AddRange(block.AsSpan(first, (int)Math.Min(read - first, length - kept.Count)));
            at += read;
        }

        using var file = new MemoryStream();
        WavWriter.Write(file, kept.ToArray(), SampleRate);
        return file.ToArray();
    }
}
