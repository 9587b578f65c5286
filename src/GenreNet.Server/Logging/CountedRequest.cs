using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace GenreNet.Server.Logging;

/// <summary>Wraps the body of a request and counts the bytes that are read from it.</summary>
/// <param name="inner">The wrapped body.</param>
internal sealed class CountedRequest(IRequestBodyPipeFeature inner) : IRequestBodyPipeFeature
{
    private CountingReader? _reader;

    public PipeReader Reader => _reader ??= new CountingReader(inner.Reader);

    /// <summary>Gets the number of bytes read.</summary>
    public long Bytes => _reader?.Bytes ?? 0;

    private sealed class CountingReader(PipeReader inner) : PipeReader
    {
        private ReadOnlySequence<byte> _last;

        public long Bytes { get; private set; }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            // Count before the memory is returned: afterwards it may be reused.
            Bytes += _last.Slice(_last.Start, consumed).Length;
            _last = default;
            inner.AdvanceTo(consumed, examined);
        }

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            ReadResult result = await inner.ReadAsync(cancellationToken);
            _last = result.Buffer;
            return result;
        }

        public override bool TryRead(out ReadResult result)
        {
            bool isRead = inner.TryRead(out result);
            _last = isRead ? result.Buffer : default;
            return isRead;
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
