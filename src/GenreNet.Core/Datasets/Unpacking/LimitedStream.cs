using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Reads another stream up to a limit, because archive data other than file content costs time and memory too.</summary>
/// <param name="stream">The other stream; closed with this one.</param>
/// <param name="most">Maximum number of bytes in total.</param>
/// <param name="read">Called after every read.</param>
internal sealed class LimitedStream(Stream stream, long most, Action read) : ForwardStream(stream)
{
    private long _count;
    private long _allowed;

    /// <summary>Allows a number of further bytes, within the overall limit.</summary>
    public void Allow(long bytes) => _allowed = bytes < most - _count ? _count + bytes : most;

    public override int Read(Span<byte> buffer)
    {
        // Requests one byte more than allowed, to distinguish the end of the stream from an excess.
        int wanted = (int)Math.Min(buffer.Length, _allowed - _count + 1);
        int count = Source.Read(buffer[..wanted]);
        _count += count;
        read();
        return _count <= _allowed ? count : throw new InvalidDataException("it expands beyond the size of its files");
    }
}
