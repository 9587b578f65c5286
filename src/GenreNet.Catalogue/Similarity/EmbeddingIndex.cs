using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using GenreNet.Core.IO;

namespace GenreNet.Catalogue;

/// <summary>Finds songs that sound alike: an exact search over the embeddings of a catalogue, which are mapped into memory.</summary>
/// <remarks>
/// The similarity is the cosine of the angle between two embeddings. A search compares the query with every song, on all processors; its
/// result is exact and does not depend on their number. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// using EmbeddingIndex index = EmbeddingIndex.Open(CatalogueResults.Open("results"));
/// foreach (ScoredSong song in index.Search(index.Embedding(index.Find("music/song.mp3")), 20))
/// {
///     Console.WriteLine($"{song.Similarity:0.000} {index.Song(song.Song).Path}");
/// }
/// </code>
/// </example>
public sealed class EmbeddingIndex : IDisposable
{
    // 64 MiB of floats per view, and a unit of work that is large next to its overhead.
    private const int BlockValues = 1 << 24;
    private const int SongsPerTask = 2048;

    private readonly FileStream _stream;
    private readonly MemoryMappedFile? _map;
    private readonly ReadOnlyMemory<float>[] _blocks;
    private readonly int _songsPerBlock;
    private readonly long[] _offsets;
    private readonly long _entriesStart;

    private EmbeddingIndex(FileStream stream, int size, int count)
    {
        _stream = stream;
        Size = size;
        Count = count;
        _songsPerBlock = Math.Max(1, BlockValues / Math.Max(1, size));
        _blocks = new ReadOnlyMemory<float>[(count + _songsPerBlock - 1) / _songsPerBlock];
        _map = count == 0 ? null : MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        for (int i = 0; i < _blocks.Length; i++)
        {
            int first = i * _songsPerBlock;
            long offset = IndexFile.HeaderLength + ((long)first * size * sizeof(float));
            _blocks[i] = new MappedFloats(_map!, offset, Math.Min(_songsPerBlock, count - first) * size, MemoryMappedFileAccess.Read).Memory;
        }

        _offsets = new long[count + 1];
        stream.Position = IndexFile.HeaderLength + ((long)count * size * sizeof(float));
        stream.ReadExactly(MemoryMarshal.AsBytes(_offsets.AsSpan()));
        _entriesStart = stream.Position;
    }

    /// <summary>Gets the number of songs. Silent songs and those with errors have no embedding and are not counted.</summary>
    public int Count { get; }

    /// <summary>Gets the number of values of an embedding; 0 if there are no songs.</summary>
    public int Size { get; }

    /// <summary>
    /// Opens the index of results. If <c>embeddings.index</c> in the results folder is missing or older than the parts, it is written first.
    /// </summary>
    /// <param name="results">Results with embeddings.</param>
    /// <param name="report">Receives the number of songs that have been written; null for no reports.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <exception cref="CatalogueException">The results have no embeddings, or a part cannot be read.</exception>
    /// <exception cref="Core.GenreNetException">The index cannot be written.</exception>
    public static EmbeddingIndex Open(CatalogueResults results, Action<long>? report = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        string path = Path.Combine(results.Folder, IndexFile.Name);
        byte[] fingerprint = IndexFile.Fingerprint(results.Parts);
        if (TryOpen(path, fingerprint) is { } index)
        {
            return index;
        }

        IndexFile.Write(path, results, fingerprint, report, cancellationToken);
        return TryOpen(path, fingerprint) ?? throw new CatalogueException($"{path} was changed by another process: run the command again.");
    }

    /// <summary>Gets the embedding of a song, scaled to length 1.</summary>
    /// <param name="song">Index of the song, from 0.</param>
    public ReadOnlySpan<float> Embedding(int song)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)song, (uint)Count, nameof(song));
        return Vector(song);
    }

    /// <summary>Reads what is known about a song.</summary>
    /// <param name="song">Index of the song, from 0.</param>
    public IndexedSong Song(int song)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)song, (uint)Count, nameof(song));
        byte[] entry = new byte[checked((int)(_offsets[song + 1] - _offsets[song]))];
        for (int read = 0; read < entry.Length;)
        {
            int more = RandomAccess.Read(_stream.SafeFileHandle, entry.AsSpan(read), _entriesStart + _offsets[song] + read);
            read += more > 0 ? more : throw new EndOfStreamException();
        }

        return IndexedSong.Parse(entry);
    }

    /// <summary>Finds the song with a path.</summary>
    /// <param name="path">The path as the catalogue lists it, another spelling of it, or its last parts, such as <c>album/song.mp3</c>.</param>
    /// <returns>Index of the song; -1 if there is none.</returns>
    /// <exception cref="CatalogueException">Several songs have a path that ends this way.</exception>
    public int Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        string ending = "/" + path.Replace('\\', '/').TrimStart('/');
        List<(int Song, string Path)> endings = [];
        for (int i = 0; i < Count; i++)
        {
            string other = Song(i).Path;
            if (other == path || (!other.Contains("://", StringComparison.Ordinal) && Path.GetFullPath(other) == full))
            {
                return i;
            }

            if (other.Replace('\\', '/').EndsWith(ending, StringComparison.Ordinal))
            {
                endings.Add((i, other));
            }
        }

        return endings.Count switch
        {
            0 => -1,
            1 => endings[0].Song,
            _ => throw new CatalogueException($"{endings.Count} songs are called {path}, such as {endings[0].Path} and {endings[1].Path}: specify more of the path."),
        };
    }

    /// <summary>Finds the most similar songs.</summary>
    /// <param name="query">Embedding of <see cref="Size"/> values and any length above zero.</param>
    /// <param name="count">Maximum number of songs, 1 or more.</param>
    /// <param name="excluded">Indices of songs to leave out; null for none.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The songs, most similar first; equally similar ones in the order of the catalogue.</returns>
    /// <exception cref="ArgumentException">The query has another number of values, or no direction.</exception>
    public IReadOnlyList<ScoredSong> Search(
        ReadOnlySpan<float> query, int count, IReadOnlySet<int>? excluded = null, CancellationToken cancellationToken = default) =>
        Search([query.ToArray()], count, excluded, cancellationToken)[0];

    /// <summary>Finds the most similar songs of several queries in one pass over the embeddings.</summary>
    /// <param name="queries">Embeddings.</param>
    /// <inheritdoc cref="Search(ReadOnlySpan{float}, int, IReadOnlySet{int}?, CancellationToken)"/>
    public IReadOnlyList<IReadOnlyList<ScoredSong>> Search(
        IReadOnlyList<float[]> queries, int count, IReadOnlySet<int>? excluded = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        float[][] units = [.. queries.Select(Unit)];
        BestSongs[] best = NewLists();
        ForEachRange(
            NewLists,
            (first, end, lists) =>
            {
                for (int song = first; song < end; song++)
                {
                    if (excluded?.Contains(song) == true)
                    {
                        continue;
                    }

                    ReadOnlySpan<float> embedding = Vector(song);
                    for (int i = 0; i < units.Length; i++)
                    {
                        lists[i].Add(song, TensorPrimitives.Dot(units[i], embedding));
                    }
                }
            },
            lists =>
            {
                for (int i = 0; i < best.Length; i++)
                {
                    best[i].Add(lists[i]);
                }
            },
            cancellationToken);
        return Array.ConvertAll(best, list => list.Ranked());

        BestSongs[] NewLists() => [.. units.Select(_ => new BestSongs(count))];
    }

    /// <summary>Closes the file. The embeddings must not be used afterwards.</summary>
    public void Dispose()
    {
        _map?.Dispose();
        _stream.Dispose();
    }

    /// <summary>Runs a function over ranges of songs on all processors.</summary>
    /// <param name="start">Creates what a processor collects.</param>
    /// <param name="work">Processes the songs from the first index to the second, excluded.</param>
    /// <param name="collect">Receives what a processor collected; called by one thread at a time, in any order.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    internal void ForEachRange<T>(Func<T> start, Action<int, int, T> work, Action<T> collect, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        Parallel.For(
            0,
            (Count + SongsPerTask - 1) / SongsPerTask,
            new ParallelOptions { CancellationToken = cancellationToken },
            start,
            (task, _, collected) =>
            {
                int first = task * SongsPerTask;
                work(first, Math.Min(first + SongsPerTask, Count), collected);
                return collected;
            },
            collected =>
            {
                lock (gate)
                {
                    collect(collected);
                }
            });
    }

    internal float[] Unit(ReadOnlySpan<float> vector)
    {
        if (vector.Length != Size)
        {
            throw new ArgumentException($"The embedding has {vector.Length} values, but those of the catalogue have {Size}.", nameof(vector));
        }

        float norm = TensorPrimitives.Norm(vector);
        if (!float.IsFinite(norm) || norm == 0)
        {
            throw new ArgumentException("The embedding has no direction: its length is zero or not finite.", nameof(vector));
        }

        float[] unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, norm, unit);
        return unit;
    }

    private float[] Unit(float[] vector) => Unit(vector.AsSpan());

    private ReadOnlySpan<float> Vector(int song) => _blocks[song / _songsPerBlock].Span.Slice(song % _songsPerBlock * Size, Size);

    /// <summary>Opens an index if it belongs to the parts; a missing, old or damaged one is written again.</summary>
    private static EmbeddingIndex? TryOpen(string path, byte[] fingerprint)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        FileStream stream = InputFile.OpenRead(path);
        try
        {
            using var header = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            bool isIndex = header.ReadBytes(IndexFile.Magic.Length).AsSpan().SequenceEqual(IndexFile.Magic) && header.ReadInt32() == IndexFile.Version;
            int size = isIndex ? header.ReadInt32() : 0;
            long count = isIndex ? header.ReadInt64() : -1;
            bool isCurrent = count is >= 0 and <= int.MaxValue && size >= 0 && header.ReadBytes(fingerprint.Length).AsSpan().SequenceEqual(fingerprint)
                && stream.Length >= IndexFile.HeaderLength + (count * ((size * (long)sizeof(float)) + sizeof(long))) + sizeof(long);
            if (isCurrent)
            {
                return new EmbeddingIndex(stream, size, (int)count);
            }
        }
        catch (EndOfStreamException)
        {
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        stream.Dispose();
        return null;
    }
}
