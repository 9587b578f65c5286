using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace GenreNet.Server.Logging;

/// <summary>Wraps the body of a response and counts the bytes that are written to it.</summary>
/// <param name="inner">The wrapped body.</param>
internal sealed class CountedResponse(IHttpResponseBodyFeature inner) : IHttpResponseBodyFeature
{
    private long _fileBytes;
    private CountingWriter? _writer;
    private Stream? _stream;

    public PipeWriter Writer => _writer ??= new CountingWriter(inner.Writer);

    // Uses the writer, so that there is one count.
    public Stream Stream => _stream ??= Writer.AsStream(leaveOpen: true);

    /// <summary>Gets the number of bytes written.</summary>
    public long Bytes => (_writer?.Bytes ?? 0) + _fileBytes;

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    public Task CompleteAsync() => inner.CompleteAsync();

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await inner.SendFileAsync(path, offset, count, cancellationToken);
        _fileBytes += count ?? (new FileInfo(path).Length - offset);
    }

    private sealed class CountingWriter(PipeWriter inner) : PipeWriter
    {
        public long Bytes { get; private set; }

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            Bytes += bytes;
            inner.Advance(bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        {
            Bytes += source.Length;
            return inner.WriteAsync(source, cancellationToken);
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
