using GenreNet.Core.Audio;

namespace GenreNet.Inference.Classification;

/// <summary>Reads samples that somebody hands over piece by piece, and waits for them.</summary>
internal sealed class SampleSequenceReader(IAsyncEnumerable<ReadOnlyMemory<float>> samples, int sampleRate, CancellationToken cancellationToken) : AudioReader
{
    private readonly IAsyncEnumerator<ReadOnlyMemory<float>> _pieces = samples.GetAsyncEnumerator(cancellationToken);
    private ReadOnlyMemory<float> _piece;
    private bool _isWaiting;

    public override string Name => "samples";

    public override string Format => "memory";

    public override int SampleRate => sampleRate;

    public override int ChannelCount => 1;

    public override long? SampleCount => null;

    public override IReadOnlyList<string> Warnings => [];

    public override int Read(Span<float> destination)
    {
        while (_piece.IsEmpty)
        {
            _isWaiting = true;
            bool isThere = _pieces.MoveNextAsync().AsTask().WaitAsync(cancellationToken).GetAwaiter().GetResult();
            _isWaiting = false;
            if (!isThere)
            {
                return 0;
            }

            _piece = _pieces.Current;
        }

        int count = Math.Min(destination.Length, _piece.Length);
        _piece.Span[..count].CopyTo(destination);
        _piece = _piece[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        // An enumerator that is asked for its next piece must not be disposed: it is on its own then.
        if (disposing && !_isWaiting)
        {
            _pieces.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }
}
