using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;
using NAudio.Wave;

namespace GenreNet.NAudio;

/// <summary>Reads a sample provider and mixes its channels to mono.</summary>
internal sealed class SampleProviderReader : AudioReader
{
    private const int FramesPerBlock = 4096;
    private const int BitsPerSample = 32;

    private readonly ISampleProvider _provider;
    private readonly float[] _interleaved;
    private int _count;

    /// <summary>Initializes a reader at the provider's next sample.</summary>
    /// <param name="provider">Provider to read; not disposed with the reader.</param>
    /// <param name="name">Name of the audio in messages.</param>
    /// <exception cref="AudioFormatException">The provider's format is not that of a sample provider.</exception>
    public SampleProviderReader(ISampleProvider provider, string name)
    {
        _provider = provider;
        Name = name;
        PcmLayout layout = WaveLayout.Of(provider.WaveFormat, name);
        if (layout.Encoding != SampleEncoding.Float32 || provider.WaveFormat.BitsPerSample != BitsPerSample)
        {
            throw new AudioFormatException(
                name,
                $"the sample provider has the wave format {WaveLayout.Describe(provider.WaveFormat)}. Use WaveFormat.CreateIeeeFloatWaveFormat for it.");
        }

        SampleRate = layout.SampleRate;
        ChannelCount = layout.ChannelCount;
        _interleaved = ChannelCount == 1 ? [] : new float[FramesPerBlock * ChannelCount];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Format => "NAudio";

    /// <inheritdoc/>
    public override int SampleRate { get; }

    /// <inheritdoc/>
    public override int ChannelCount { get; }

    /// <inheritdoc/>
    public override long? SampleCount => null;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => [];

    /// <inheritdoc/>
    public override int Read(Span<float> destination)
    {
        int count = destination.IsEmpty ? 0 : ChannelCount == 1 ? _provider.Read(destination) : ReadMixed(destination);
        return SampleRange.IndexOfOutside(destination[..count]) < 0
            ? count
            : throw new AudioFormatException(Name, "a sample of the provider is infinite, not a number, or too large to be audio. Check the providers that compute it.");
    }

    private int ReadMixed(Span<float> destination)
    {
        Span<float> block = _interleaved.AsSpan(0, Math.Min(destination.Length, FramesPerBlock) * ChannelCount);
        // A provider may return a part of a frame. The rest follows with the next call, or is lost at the end, as in a truncated file.
        while (_count < ChannelCount)
        {
            int read = _provider.Read(block[_count..]);
            if (read == 0)
            {
                return 0;
            }

            _count += read;
        }

        int frames = _count / ChannelCount;
        ChannelMix.ToMono(block[..(frames * ChannelCount)], ChannelCount, destination[..frames]);
        Span<float> rest = block[(frames * ChannelCount).._count];
        rest.CopyTo(_interleaved);
        _count = rest.Length;
        return frames;
    }
}
