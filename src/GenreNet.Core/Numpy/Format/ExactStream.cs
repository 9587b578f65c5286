namespace GenreNet.Core.Numpy;

/// <summary>Wraps a stream for writing and enforces an exact number of bytes; the wrapped stream stays open.</summary>
/// <param name="target">Stream to write to.</param>
/// <param name="name">Name of the data in messages.</param>
/// <param name="length">Required number of bytes.</param>
internal sealed class ExactStream(Stream target, string name, long length) : Stream
{
    private long _written;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    /// <summary>Checks that all bytes have been written.</summary>
    /// <exception cref="InvalidOperationException">Bytes are missing.</exception>
    public void Complete()
    {
        if (_written != length)
        {
            throw new InvalidOperationException($"{name} requires {Plural.Of(length, "byte")} of elements, but only {_written} were written.");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The data exceeds the required length; none of it is written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > length - _written)
        {
            throw new InvalidOperationException($"{name} requires {Plural.Of(length, "byte")} of elements, but {_written + buffer.Length} were written.");
        }

        target.Write(buffer);
        _written += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value]);

    /// <inheritdoc/>
    public override void Flush() => target.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
