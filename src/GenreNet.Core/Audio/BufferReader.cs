namespace GenreNet.Core.Audio;

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
