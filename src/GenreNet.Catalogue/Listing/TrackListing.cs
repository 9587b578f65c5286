using System.Security.Cryptography;
using System.Text;
using GenreNet.Core.IO;

namespace GenreNet.Catalogue;

/// <summary>
/// Reads the listing file of a results folder: one line per track, in the order of the catalogue. Every process cuts the same shards from
/// it. Memory holds the position of each shard, not the lines.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TrackListing
{
    /// <summary>The name of the listing file in a results folder.</summary>
    public const string FileName = "listing.txt";

    private const int BlockLength = 1 << 16;

    private readonly string _path;
    private readonly long[] _starts;

    private TrackListing(string path, long[] starts, long count, string sha256)
    {
        _path = path;
        _starts = starts;
        Count = count;
        Sha256 = sha256;
    }

    /// <summary>Gets the number of tracks.</summary>
    public long Count { get; }

    /// <summary>Gets the number of shards.</summary>
    public int ShardCount => _starts.Length - 1;

    /// <summary>
    /// Gets the SHA-256 of the names as <see cref="ListingLine.Shown"/> returns them, so that a renewed signature of an address does not
    /// change it.
    /// </summary>
    public string Sha256 { get; }

    /// <summary>Writes a listing file.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="names">The names, enumerated once.</param>
    /// <param name="cancellationToken">Checked between names.</param>
    public static void Write(string path, IEnumerable<string> names, CancellationToken cancellationToken) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BlockLength, leaveOpen: true) { NewLine = "\n" };
        foreach (string name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.WriteLine(ListingLine.Encode(name));
        }
    });

    /// <summary>Reads a listing file once to find the shards and to compute its checksum.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shardSize">Number of tracks of a shard.</param>
    /// <param name="cancellationToken">Checked between blocks.</param>
    /// <exception cref="CatalogueException">The file cannot be read.</exception>
    public static TrackListing Open(string path, int shardSize, CancellationToken cancellationToken)
    {
        try
        {
            using FileStream stream = InputFile.OpenRead(path, BlockLength);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            List<long> starts = [0];
            (long count, long position) = (0, 0);
            byte[] buffer = new byte[BlockLength];
            int kept = 0;
            int read;
            while ((read = stream.Read(buffer, kept, buffer.Length - kept)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int length = kept + read;
                int start = 0;
                int end;
                while ((end = buffer.AsSpan(start, length - start).IndexOf((byte)'\n')) >= 0)
                {
                    Append(hash, buffer.AsSpan(start, end + 1));
                    start += end + 1;
                    position += end + 1;
                    if (++count % shardSize == 0)
                    {
                        starts.Add(position);
                    }
                }

                kept = length - start;
                buffer.AsSpan(start, kept).CopyTo(buffer);
                if (kept == buffer.Length)
                {
                    Array.Resize(ref buffer, 2 * buffer.Length);
                }
            }

            if (count % shardSize != 0)
            {
                starts.Add(position);
            }

            return new TrackListing(path, [.. starts], count, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"The listing {path} cannot be read ({problem.Message.TrimEnd('.')}): check the file and its permissions.", problem);
        }
    }

    /// <summary>Reads the names of a shard.</summary>
    /// <param name="shard">Index of the shard, from 0.</param>
    /// <exception cref="CatalogueException">The file cannot be read or has changed.</exception>
    public string[] Read(int shard)
    {
        try
        {
            using FileStream stream = InputFile.OpenRead(_path, bufferSize: 0);
            byte[] bytes = new byte[checked((int)(_starts[shard + 1] - _starts[shard]))];
            stream.Position = _starts[shard];
            stream.ReadExactly(bytes);
            return [.. Encoding.UTF8.GetString(bytes.AsSpan(0, bytes.Length - 1)).Split('\n').Select(ListingLine.Decode)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            throw new CatalogueException($"The listing {_path} cannot be read ({problem.Message.TrimEnd('.')}): use another --out folder.", problem);
        }
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> line)
    {
        // Almost all lines are hashed as they are.
        if (line.StartsWith("http"u8) || line.StartsWith("HTTP"u8))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(ListingLine.Encode(ListingLine.Shown(ListingLine.Decode(Encoding.UTF8.GetString(line[..^1]))))));
            hash.AppendData("\n"u8);
        }
        else
        {
            hash.AppendData(line);
        }
    }
}
