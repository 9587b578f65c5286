using System.Buffers;
using System.IO.Pipelines;

namespace GenreNet.Server.Uploads;

/// <summary>
/// Reads the body of a request once and within a time limit. A read that exceeds the limit is cancelled before it ends; the framework's own
/// stream leaves it pending, and its server then logs an error.
/// </summary>
internal sealed class RequestBody : Stream
{
    private readonly PipeReader _pipe;
    private readonly TimeSpan _time;
    private readonly Action<int>? _received;
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenRegistration _end;

    /// <summary>Starts the time limit.</summary>
    /// <param name="request">The request; nothing else may read its body.</param>
    /// <param name="time">Time limit of all reads together.</param>
    /// <param name="received">Called with the number of bytes of each read.</param>
    public RequestBody(HttpRequest request, TimeSpan time, Action<int>? received = null)
    {
        _received = received;
        _pipe = request.BodyReader;
        _time = time;
        _clock = new CancellationTokenSource(time);
        _end = _clock.Token.Register(_pipe.CancelPendingRead);
    }

    /// <summary>Gets whether the time limit has been exceeded.</summary>
    public bool IsTooLate => _clock.IsCancellationRequested;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Pauses the time limit, because the client is not responsible for the time that follows.</summary>
    public void Pause() => _clock.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Restarts the time limit.</summary>
    public void Restart() => _clock.CancelAfter(_time);

    /// <inheritdoc/>
    /// <param name="buffer">Receives the bytes.</param>
    /// <param name="cancellationToken">Not observed: a client that disconnects ends the read.</param>
    /// <exception cref="OperationCanceledException">The time limit has been exceeded.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            ReadResult result = await _pipe.ReadAsync(CancellationToken.None);
            ReadOnlySequence<byte> bytes = result.Buffer.Length < buffer.Length ? result.Buffer : result.Buffer.Slice(0, buffer.Length);
            if (result.IsCanceled)
            {
                _pipe.AdvanceTo(bytes.Start);
                throw new OperationCanceledException();
            }

            bytes.CopyTo(buffer.Span);
            int count = (int)bytes.Length;
            _pipe.AdvanceTo(bytes.End);
            _received?.Invoke(count);
            if (count > 0 || result.IsCompleted)
            {
                return count;
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _end.Dispose();
            _clock.Dispose();
        }

        base.Dispose(disposing);
    }
}
