using GenreNet.Core.Audio;

namespace GenreNet.Inference;

/// <summary>Reads samples that the caller provides as an asynchronous sequence, and blocks until they are available.</summary>
internal sealed class SampleSequenceReader(IAsyncEnumerable<ReadOnlyMemory<float>> samples, int sampleRate, CancellationToken cancellationToken) : AudioReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IAsyncEnumerator<ReadOnlyMemory<float>> _pieces = samples.GetAsyncEnumerator(cancellationToken);
    private ReadOnlyMemory<float> _piece;
    private Task<bool>? _next;

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
            _next = _pieces.MoveNextAsync().AsTask();
            if (!_next.WaitAsync(cancellationToken).GetAwaiter().GetResult())
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
        if (disposing)
        {
            // An enumerator must not be disposed while MoveNextAsync is pending: after a cancelled wait, it is disposed when the call
            // completes. A source that observes its token completes at once, and is closed when this method returns.
            if (_next is null or { IsCompletedSuccessfully: true })
            {
                _pieces.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
            else
            {
                DisposeAfterAsync(_next).Wait(Patience);
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Disposes a source that failed or whose pending result is no longer needed. Its failure was already reported or is irrelevant.
    /// </summary>
    private async Task DisposeAfterAsync(Task next)
    {
        await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _pieces.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The first failure is the one to report.
        }
    }
}
