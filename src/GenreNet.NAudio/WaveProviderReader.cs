using GenreNet.Core.Audio;
using GenreNet.Core.IO;
using NAudio.Wave;

namespace GenreNet.NAudio;

/// <summary>Reads a wave provider: decodes and mixes its bytes like those of a WAV file.</summary>
internal sealed class WaveProviderReader : WrappedReader
{
    /// <summary>Initializes a reader at the provider's next sample.</summary>
    /// <param name="provider">Provider to read; not disposed with the reader.</param>
    /// <param name="length">Number of bytes that remain; null if unknown.</param>
    /// <param name="name">Name of the audio in messages.</param>
    /// <exception cref="Core.AudioFormatException">The format cannot be decoded, or there are no samples.</exception>
    public WaveProviderReader(IWaveProvider provider, long? length, string name)
        : this(provider, WaveLayout.Of(provider.WaveFormat, name) with { DataLength = length }, name)
    {
    }

    private WaveProviderReader(IWaveProvider provider, PcmLayout layout, string name)
        : base(new PcmReader(Open(provider, name), layout)) => SampleCount = layout.DataLength / layout.FrameLength;

    /// <inheritdoc/>
    public override long? SampleCount { get; }

    // A provider may wait for a device or a network.
    internal override bool MayWait => true;

    /// <inheritdoc/>
    public override int Read(Span<float> destination) => Source.Read(destination);

    private static ByteSource Open(IWaveProvider provider, string name)
    {
        var source = new ByteSource(new WaveProviderStream(provider), name, ownsStream: true);
        source.StopRecording();
        return source;
    }
}

/// <summary>Presents the bytes of a wave provider as a stream, which leaves the provider open.</summary>
internal sealed class WaveProviderStream(IWaveProvider provider) : ForwardStream(Null)
{
    private readonly int _frameLength = Math.Max(1, provider.WaveFormat.BlockAlign);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        // Providers such as WaveFileReader accept only requests of complete frames.
        int complete = buffer.Length - (buffer.Length % _frameLength);
        return provider.Read(complete > 0 ? buffer[..complete] : buffer);
    }
}
