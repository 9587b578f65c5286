using System.Buffers;
using GenreNet.Server.Uploads;

namespace GenreNet.Server.Tests.Uploads;

public class LargeBlocksTests
{
    [Fact]
    public void A_block_is_reused_and_never_shared()
    {
        using var pool = new LargeBlocks();
        IMemoryOwner<byte> first = pool.Rent();
        IMemoryOwner<byte> second = pool.Rent(4096);
        Assert.False(first.Memory.Span.Overlaps(second.Memory.Span));
        Memory<byte> bytes = first.Memory;
        Assert.Equal(pool.MaxBufferSize, bytes.Length);
        first.Dispose();
        // Who gives it back twice gives it back once.
        first.Dispose();
        Assert.Throws<ObjectDisposedException>(() => first.Memory);
        using IMemoryOwner<byte> third = pool.Rent();
        using IMemoryOwner<byte> fourth = pool.Rent();
        Assert.True(bytes.Span.Overlaps(third.Memory.Span));
        Assert.False(third.Memory.Span.Overlaps(fourth.Memory.Span));
        second.Dispose();
    }

    [Fact]
    public void More_than_one_block_cannot_be_rented()
    {
        using var pool = new LargeBlocks();
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(pool.MaxBufferSize + 1));
    }
}
