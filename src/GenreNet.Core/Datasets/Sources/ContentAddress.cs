using System.Buffers;
using System.IO.Hashing;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Computes the address of a file's content: its XXH128, which identifies content as reliably as a cryptographic hash, except against
/// deliberately constructed collisions.
/// </summary>
/// <remarks>Complete datasets are hashed before each run, and this hash is as fast as the files can be read.</remarks>
internal static class ContentAddress
{
    private const int BlockLength = 1 << 17;

    /// <summary>Computes the address, 16 bytes.</summary>
    /// <param name="content">The content, read to its end; stays open.</param>
    /// <param name="cancellationToken">Checked between blocks, because a file can be very long or slow to read.</param>
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
