using GenreNet.Core.Audio;
using NAudio.Wave;

namespace GenreNet.NAudio;

/// <summary>Provides the samples of a reader to NAudio.</summary>
internal sealed class ReaderSampleProvider(AudioReader audio) : ISampleProvider
{
    /// <inheritdoc/>
    public WaveFormat WaveFormat { get; } = WaveFormat.CreateIeeeFloatWaveFormat(audio.SampleRate, 1);

    /// <inheritdoc/>
    public int Read(Span<float> buffer)
    {
        // Mixers of NAudio take a buffer that is not full for the end.
        int count = 0;
        int read;
        while (count < buffer.Length && (read = audio.Read(buffer[count..])) > 0)
        {
            count += read;
        }

        return count;
    }
}
