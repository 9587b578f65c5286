namespace GenreNet.Core.Audio;

/// <summary>Represents mono samples in memory.</summary>
/// <remarks>Immutable and safe to share between threads, as long as the memory of <see cref="Samples"/> is not modified.</remarks>
/// <example>
/// <code>
/// AudioBuffer clip = AudioBuffer.Load("song.mp3", sampleRate: 22050);
/// Console.WriteLine($"{clip.Duration.TotalSeconds:F1} s, {clip.Samples.Length} samples");
/// </code>
/// </example>
/// <seealso cref="AudioFile"/>
/// <seealso cref="WavWriter"/>
public sealed class AudioBuffer
{
    private const int FirstCapacity = 1 << 16;

    /// <summary>Initializes a buffer that wraps samples without copying them.</summary>
    /// <param name="samples">Mono samples, full scale -1 to 1; may be empty.</param>
    /// <param name="sampleRate">Sample rate in Hz, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sample rate is zero or negative.</exception>
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

    /// <summary>Gets the mono samples, full scale -1 to 1.</summary>
    public ReadOnlyMemory<float> Samples { get; }

    /// <summary>Gets the sample rate in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Gets the duration of the samples.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);

    /// <summary>Gets the warnings about defects of the file that did not prevent decoding, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads a complete file.</summary>
    /// <param name="path">Path of a file of any format that GenreNet decodes itself, or that ffmpeg decodes if it is installed.</param>
    /// <param name="sampleRate">Sample rate to convert to in Hz; null to keep the file's own.</param>
    /// <param name="cancellationToken">Cancels between blocks, and while a pipe waits for data.</param>
    /// <inheritdoc cref="AudioFile.Open(string, CancellationToken)" path="/exception"/>
    public static AudioBuffer Load(string path, int? sampleRate = null, CancellationToken cancellationToken = default) =>
        Load(AudioFile.Open(path, cancellationToken), sampleRate, cancellationToken);

    /// <summary>Reads a complete stream, which stays open.</summary>
    /// <param name="stream">Stream to read; need not be seekable.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <param name="sampleRate">Sample rate to convert to in Hz; null to keep the stream's own.</param>
    /// <param name="cancellationToken">Cancels between blocks, and while the stream waits for data.</param>
    /// <inheritdoc cref="AudioFile.Open(Stream, string, CancellationToken)" path="/exception"/>
    public static AudioBuffer Load(Stream stream, string name, int? sampleRate = null, CancellationToken cancellationToken = default) =>
        Load(AudioFile.Open(stream, name, cancellationToken), sampleRate, cancellationToken);

    /// <summary>Opens a reader at the first sample. Any number of readers can be open at the same time.</summary>
    public AudioReader OpenReader() => new BufferReader(this);

    /// <summary>Reads a reader to its end and disposes it.</summary>
    internal static AudioBuffer Load(AudioReader opened, int? sampleRate, CancellationToken cancellationToken = default)
    {
        AudioReader reader = opened;
        try
        {
            reader = sampleRate is int rate ? opened.ResampledTo(rate) : opened;
            // One more than expected, so that the read that reaches the end does not need a larger array.
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
        : throw new AudioFormatException(reader.Name, "the audio is too long to keep in memory. Read it in blocks with an AudioReader.");
}

/// <summary>Reads samples that are already in memory.</summary>
internal sealed class BufferReader(AudioBuffer buffer) : AudioReader
{
    private int _next;

    public override string Name => "samples";

    public override string Format => "memory";

    public override int SampleRate => buffer.SampleRate;

    public override int ChannelCount => 1;

    public override long? SampleCount => buffer.Samples.Length;

    public override IReadOnlyList<string> Warnings => buffer.Warnings;

    internal override bool MayWait => false;

    public override int Read(Span<float> destination)
    {
        int count = Math.Min(destination.Length, buffer.Samples.Length - _next);
        buffer.Samples.Span.Slice(_next, count).CopyTo(destination);
        _next += count;
        return count;
    }
}
