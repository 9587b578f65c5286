using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Options;
using Microsoft.IO;

namespace GenreNet.Server.Uploads;

/// <summary>
/// Counts the memory of all uploads that are kept in memory, and provides it in blocks that are reused. Thread-safe.
/// </summary>
internal sealed class UploadMemory
{
    /// <summary>Length of a block. Blocks of this length are on the large object heap, so a collection does not move them.</summary>
    public const int BlockLength = 1 << 17;

    private readonly RecyclableMemoryStreamManager _blocks;
    private readonly long _budget;
    private long _used;

    public UploadMemory(IOptions<ServerOptions> options, ServerMetrics metrics)
    {
        LongestUpload = (long)options.Value.MemoryUploadMegabytes << 20;
        _budget = (long)options.Value.UploadMemoryMegabytes << 20;
        _blocks = new RecyclableMemoryStreamManager(
            // A limit of 0 would mean that any number of blocks is kept.
            new RecyclableMemoryStreamManager.Options { BlockSize = BlockLength, MaximumSmallPoolFreeBytes = Math.Max(BlockLength, _budget) });
        metrics.WatchUploadMemory(() => UsedBytes);
    }

    /// <summary>Gets the length in bytes of the longest upload that is kept in memory; 0 if none is.</summary>
    public long LongestUpload { get; }

    /// <summary>Gets the bytes of the blocks that uploads hold.</summary>
    public long UsedBytes => Interlocked.Read(ref _used);

    /// <summary>Reserves one block.</summary>
    /// <returns>False if the budget of the process is used up.</returns>
    public bool TryReserve()
    {
        if (Interlocked.Add(ref _used, BlockLength) <= _budget)
        {
            return true;
        }

        Release(BlockLength);
        return false;
    }

    /// <summary>Returns reserved bytes to the budget.</summary>
    public void Release(long bytes) => Interlocked.Add(ref _used, -bytes);

    /// <summary>Creates an empty stream. It takes as many blocks as its length needs, and returns them when it is disposed.</summary>
    public RecyclableMemoryStream Create() => new(_blocks);
}
