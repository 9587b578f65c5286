using System.Runtime.InteropServices;
using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Browser;

/// <summary>Reads samples that the browser has decoded, or that the page computed.</summary>
/// <param name="name">Name of the clip in messages.</param>
/// <param name="sampleRate">Sample rate in Hz.</param>
/// <param name="count">Number of mono samples.</param>
internal sealed class SampleReader(string name, int sampleRate, long count) : AudioReader
{
    private long _position;

    public override string Name => name;

    public override string Format => "samples";

    public override int SampleRate => sampleRate;

    public override int ChannelCount => 1;

    public override long? SampleCount => count;

    public override IReadOnlyList<string> Warnings => [];

    public override int Read(Span<float> destination)
    {
        Span<float> block = destination[..(int)Math.Min(destination.Length, count - _position)];
        if (block.IsEmpty)
        {
            return 0;
        }

        BrowserHost.ReadSamples(_position, MemoryMarshal.AsBytes(block));
        foreach (float sample in block)
        {
            if (!float.IsFinite(sample))
            {
                throw new AudioFormatException(name, "a sample is not a finite number. Pass samples between -1 and 1.");
            }
        }

        _position += block.Length;
        return block.Length;
    }
}
