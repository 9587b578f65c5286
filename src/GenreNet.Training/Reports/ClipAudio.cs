using GenreNet.Core.Audio;

namespace GenreNet.Training.Reports;

/// <summary>Creates short audio clips that are embedded in a page.</summary>
internal static class ClipAudio
{
    /// <summary>Sample rate of the clips in Hz: better than telephone quality, with a size that is acceptable for a page.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Length of the clips in seconds.</summary>
    public const int Seconds = 6;

    /// <summary>Returns an excerpt from the middle of the audio as a 16-bit WAV file of about 190 KB.</summary>
    /// <param name="audio">Audio at any sample rate; disposed after the call.</param>
    /// <param name="cancellationToken">Cancels between two blocks.</param>
    /// <exception cref="Core.AudioFormatException">The audio is damaged.</exception>
    public static byte[] Middle(AudioReader audio, CancellationToken cancellationToken)
    {
        using AudioReader reader = audio.ResampledTo(SampleRate);
        // If the length is unknown, use the beginning.
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
