namespace GenreNet.Core.Audio;

/// <summary>Base class of a reader that reads from another one and forwards its properties.</summary>
/// <param name="source">Reader to wrap.</param>
/// <param name="ownsSource">Whether the source is disposed with this reader.</param>
internal abstract class WrappedReader(AudioReader source, bool ownsSource = true) : AudioReader
{
    /// <inheritdoc/>
    public override string Name => Source.Name;

    /// <inheritdoc/>
    public override string Format => Source.Format;

    /// <inheritdoc/>
    public override int SampleRate => Source.SampleRate;

    /// <inheritdoc/>
    public override int ChannelCount => Source.ChannelCount;

    /// <inheritdoc/>
    public override long? SampleCount => Source.SampleCount;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => Source.Warnings;

    internal override IReadOnlyList<string> HeaderWarnings => Source.HeaderWarnings;

    internal override bool MayWait => Source.MayWait;

    /// <summary>Gets the wrapped reader.</summary>
    protected AudioReader Source { get; } = source;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsSource)
        {
            Source.Dispose();
        }

        base.Dispose(disposing);
    }
}
