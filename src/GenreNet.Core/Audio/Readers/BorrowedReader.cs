namespace GenreNet.Core.Audio;

/// <summary>Reads from another reader, and leaves it open when it is disposed itself.</summary>
/// <param name="source">Reader of the caller.</param>
internal sealed class BorrowedReader(AudioReader source) : WrappedReader(source, ownsSource: false)
{
    /// <inheritdoc/>
    public override int Read(Span<float> destination) => Source.Read(destination);
}
