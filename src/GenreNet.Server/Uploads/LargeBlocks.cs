using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace GenreNet.Server.Uploads;

/// <summary>
/// Provides the memory that connections are read into, in blocks of 64 KB: with the usual blocks of 4 KB, an upload of one megabyte takes
/// three hundred system calls. Idle connections hold no block. Thread-safe.
/// </summary>
internal sealed class LargeBlocks : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private const int BlockLength = 1 << 16;
    // 64 MB, for as many uploads as may be in progress; further blocks are left to the garbage collector.
    private const int MostKept = 1024;

    private readonly ConcurrentQueue<byte[]> _free = new();
    private int _count;

    public override int MaxBufferSize => BlockLength;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockLength);
        if (_free.TryDequeue(out byte[]? block))
        {
            Interlocked.Decrement(ref _count);
        }

        // Pinned, because sockets write to it from native code.
        return new Block(this, block ?? GC.AllocateUninitializedArray<byte>(BlockLength, pinned: true));
    }

    protected override void Dispose(bool disposing)
    {
        // Shared by all connections, and lives as long as the process.
    }

    private void Return(byte[] block)
    {
        if (Interlocked.Increment(ref _count) <= MostKept)
        {
            _free.Enqueue(block);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private sealed class Block(LargeBlocks pool, byte[] bytes) : IMemoryOwner<byte>
    {
        private byte[]? _bytes = bytes;

        public Memory<byte> Memory => _bytes ?? throw new ObjectDisposedException(nameof(Block));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, null) is { } block)
            {
                pool.Return(block);
            }
        }
    }
}
