namespace GenreNet.Browser;

/// <summary>
/// Reads the file of the clip in the browser, block by block, so that C# never has the file as a whole. Not thread-safe.
/// </summary>
/// <param name="length">Size of the file in bytes.</param>
internal sealed class BlobStream(long length) : Stream
{
    // Each block is a message to the browser's process, which takes as long as decoding some kilobytes.
    private const int BlockLength = 1 << 18;

    private readonly byte[] _block = new byte[(int)Math.Min(BlockLength, length)];
    private long _blockStart;
    private int _blockCount;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, Math.Max(0, length - _position));
        if (count == 0)
        {
            return 0;
        }

        if (_position < _blockStart || _position >= _blockStart + _blockCount)
        {
            _blockStart = _position;
            _blockCount = (int)Math.Min(_block.Length, length - _position);
            BrowserHost.ReadBytes(_position, _block.AsSpan(0, _blockCount));
        }

        int offset = (int)(_position - _blockStart);
        count = Math.Min(count, _blockCount - offset);
        _block.AsSpan(offset, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
