namespace GenreNet.Inference.Classification;

/// <summary>
/// A stream whose blocking reads are asynchronous reads below: they can be cancelled while they wait, and also work on streams that know no
/// other, such as the body of a request.
/// </summary>
/// <param name="stream">What is read; stays open.</param>
/// <param name="cancellationToken">Ends a read that waits.</param>
internal sealed class CancellableStream(Stream stream, CancellationToken cancellationToken) : Stream
{
    private byte[] _buffer = [];

    public override bool CanRead => stream.CanRead;

    public override bool CanSeek => stream.CanSeek;

    public override bool CanWrite => false;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    /// <summary>Wraps a stream, unless its own reads never wait for anybody.</summary>
    public static Stream Of(Stream stream, CancellationToken cancellationToken) =>
        stream is MemoryStream or FileStream ? stream : new CancellableStream(stream, cancellationToken);

    public override int Read(Span<byte> buffer)
    {
        if (_buffer.Length < buffer.Length)
        {
            _buffer = new byte[buffer.Length];
        }

        // Where the stream itself does not listen to the token, the read goes on behind our back, into a buffer that nobody looks at any more.
        int count = stream.ReadAsync(_buffer.AsMemory(0, buffer.Length), cancellationToken).AsTask().WaitAsync(cancellationToken).GetAwaiter().GetResult();
        _buffer.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
