using System.Buffers;
using System.IO.Hashing;

namespace GenreNet.Core.Datasets;

/// <summary>What stands for the content of a file: XXH128, which tells files apart as surely as a cryptographic hash unless somebody builds two alike on purpose.</summary>
/// <remarks>Whole datasets are hashed before each run, and this is as fast as they can be read.</remarks>
internal static class ContentAddress
{
    private const int BlockLength = 1 << 17;

    /// <summary>The address, 16 bytes.</summary>
    /// <param name="content">Read to its end; stays open.</param>
    /// <param name="cancellationToken">Stops between blocks: a file can be very long, or slow to read.</param>
    public static byte[] Of(Stream content, CancellationToken cancellationToken)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            var hash = new XxHash128();
            int read;
            while ((read = content.Read(block, 0, BlockLength)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.Append(block.AsSpan(0, read));
            }

            return hash.GetCurrentHash();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
