namespace GenreNet.Core.Audio;

/// <summary>
/// Implements blocking reads as asynchronous reads of another stream. They can be cancelled while they wait for data, and they work with
/// streams that do not support synchronous reads, such as the body of an HTTP request.
/// </summary>
internal sealed class CancellableStream : Stream
{
    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly CancellationToken _cancellationToken;
    private byte[] _buffer = [];

    private CancellableStream(Stream stream, bool ownsStream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _ownsStream = ownsStream;
        _cancellationToken = cancellationToken;
    }

    public override bool CanRead => _stream.CanRead;

    public override bool CanSeek => _stream.CanSeek;

    public override bool CanWrite => false;

    public override long Length => _stream.Length;

    public override long Position
    {
        get => _stream.Position;
        set => _stream.Position = value;
    }

    /// <summary>
    /// Wraps a stream, unless its own reads never wait: memory streams and seekable files. FIFOs and terminals are not seekable.
    /// </summary>
    /// <param name="stream">Stream to read.</param>
    /// <param name="ownsStream">Whether <paramref name="stream"/> is closed with the result.</param>
    /// <param name="cancellationToken">Cancels a read that waits.</param>
    public static Stream Of(Stream stream, bool ownsStream, CancellationToken cancellationToken) =>
        stream is MemoryStream or FileStream { CanSeek: true } or CancellableStream
            ? stream
            : new CancellableStream(stream, ownsStream, cancellationToken);

    /// <summary>Opens a file whose opening may wait: opening a FIFO waits until a writer opens it too.</summary>
    /// <param name="open">Opens the file.</param>
    /// <param name="cancellationToken">Cancels the wait; a file that is opened later is closed immediately.</param>
    public static FileStream Open(Func<FileStream> open, CancellationToken cancellationToken)
    {
        Task<FileStream> opening = Task.Run(open, CancellationToken.None);
        try
        {
            return opening.WaitAsync(cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(
                static late => late.IsCompletedSuccessfully ? late.Result.DisposeAsync().AsTask() : (object?)late.Exception,
                TaskScheduler.Default);
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_buffer.Length < buffer.Length)
        {
            _buffer = new byte[buffer.Length];
        }

        Memory<byte> destination = _buffer.AsMemory(0, buffer.Length);
        int count;
        try
        {
            count = _cancellationToken.CanBeCanceled
                ? ReadAbandonable(destination)
                : _stream.ReadAsync(destination).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The abandoned read may still write into the buffer, so it must not be reused.
            _buffer = [];
            throw;
        }

        destination.Span[..count].CopyTo(buffer);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => _stream.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsStream)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadAbandonable(Memory<byte> destination)
    {
        // On another thread, because some streams block in ReadAsync too and ignore the token.
        Task<int> reading = _stream is FileStream && !OperatingSystem.IsWindows()
            // ReadAsync of a file cannot be interrupted either, and DisposeAsync of the file would wait for it.
            ? Task.Run(() => _stream.Read(destination.Span), CancellationToken.None)
            : Task.Run(() => _stream.ReadAsync(destination, _cancellationToken).AsTask(), CancellationToken.None);
        try
        {
            return reading.WaitAsync(_cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The exception of an abandoned read must not reach TaskScheduler.UnobservedTaskException.
            _ = reading.ContinueWith(static late => late.Exception, TaskScheduler.Default);
            throw;
        }
    }
}
