namespace GenreNet.Core.Audio;

/// <summary>Mono samples held in memory.</summary>
/// <remarks>Immutable as long as nobody writes to the memory behind <see cref="Samples"/>; then safe to share between threads.</remarks>
public sealed class AudioBuffer
{
    private const int FirstCapacity = 1 << 16;

    /// <summary>Wraps samples without copying them.</summary>
    /// <param name="samples">Mono samples, full scale -1 to 1; may be empty.</param>
    /// <param name="sampleRate">Samples a second in Hz, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is zero or below.</exception>
    public AudioBuffer(ReadOnlyMemory<float> samples, int sampleRate)
        : this(samples, sampleRate, [])
    {
    }

    private AudioBuffer(ReadOnlyMemory<float> samples, int sampleRate, IReadOnlyList<string> warnings)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        Samples = samples;
        SampleRate = sampleRate;
        Warnings = warnings;
    }

    /// <summary>The mono samples, full scale -1 to 1.</summary>
    public ReadOnlyMemory<float> Samples { get; }

    /// <summary>Samples a second in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>How long the samples sound.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);

    /// <summary>What was wrong with the file but could be lived with, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">WAV, AU or AIFF, or anything that ffmpeg decodes where it is installed.</param>
    /// <param name="sampleRate">The rate to convert to in Hz; null keeps the file's own.</param>
    /// <param name="cancellationToken">Stops between blocks, and while a pipe waits for data.</param>
    /// <inheritdoc cref="AudioFile.Open(string, CancellationToken)" path="/exception"/>
    public static AudioBuffer Load(string path, int? sampleRate = null, CancellationToken cancellationToken = default) =>
        Load(AudioFile.Open(path, cancellationToken), sampleRate, cancellationToken);

    /// <summary>Reads a whole stream, which stays open.</summary>
    /// <param name="stream">Need not be able to seek.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="sampleRate">The rate to convert to in Hz; null keeps the stream's own.</param>
    /// <param name="cancellationToken">Stops between blocks, and while the stream waits for data.</param>
    /// <inheritdoc cref="AudioFile.Open(Stream, string, CancellationToken)" path="/exception"/>
    public static AudioBuffer Load(Stream stream, string name, int? sampleRate = null, CancellationToken cancellationToken = default) =>
        Load(AudioFile.Open(stream, name, cancellationToken), sampleRate, cancellationToken);

    /// <summary>Reads these samples from the first one on; any number of readers may be open.</summary>
    public AudioReader OpenReader() => new BufferReader(this);

    /// <summary>Reads a reader to its end and disposes it.</summary>
    internal static AudioBuffer Load(AudioReader opened, int? sampleRate, CancellationToken cancellationToken = default)
    {
        AudioReader reader = opened;
        try
        {
            reader = sampleRate is int rate ? opened.ResampledTo(rate) : opened;
            // One more than expected, so that the read that finds the end needs no larger array.
            int capacity = reader.SampleCount is long expected ? Fits(expected + 1, reader) : FirstCapacity;
            float[] samples = GC.AllocateUninitializedArray<float>(capacity);
            int count = 0;
            int read;
            while ((read = reader.Read(samples.AsSpan(count))) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                count += read;
                if (count == samples.Length)
                {
                    Array.Resize(ref samples, Fits(count + 1L, reader) - 1 + Math.Min(count, Array.MaxLength - count));
                }
            }

            return new AudioBuffer(samples.AsMemory(0, count), reader.SampleRate, [.. reader.Warnings]);
        }
        finally
        {
            reader.Dispose();
        }
    }

    private static int Fits(long count, AudioReader reader) => count <= Array.MaxLength
        ? (int)count
        : throw new AudioFormatException(reader.Name, "the audio is too long to hold in memory: read it with an AudioReader.");
}
