using System.Buffers;
using System.IO.Pipelines;

namespace GenreNet.Server.Uploads;

/// <summary>
/// The body of a request in large pieces: who reads it is woken once for many packets. Otherwise an upload of a megabyte is some hundred changes of thread.
/// </summary>
/// <param name="reader">The body.</param>
internal sealed class GatheringStream(PipeReader reader) : Stream
{
    private const int LeastLength = 1 << 15;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ReadResult result;
        // Not by the token itself: a read that it ends leaves the server's reader as if somebody were still reading.
        using (cancellationToken.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader))
        {
            result = await reader.ReadAtLeastAsync(Math.Min(buffer.Length, LeastLength), CancellationToken.None);
        }

        if (result.IsCanceled)
        {
            reader.AdvanceTo(result.Buffer.Start);
            throw new OperationCanceledException(cancellationToken);
        }

        ReadOnlySequence<byte> piece = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, buffer.Length));
        piece.CopyTo(buffer.Span);
        int length = (int)piece.Length;
        // From here on the piece is not ours any more, its length included.
        reader.AdvanceTo(piece.End);
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
