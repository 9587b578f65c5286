namespace GenreNet.Core.Audio;

/// <summary>Base class of a reader that owns another reader, forwards its properties, and disposes it.</summary>
/// <param name="source">Reader to wrap.</param>
internal abstract class WrappedReader(AudioReader source) : AudioReader
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
        if (disposing)
        {
            Source.Dispose();
        }

        base.Dispose(disposing);
    }
}
