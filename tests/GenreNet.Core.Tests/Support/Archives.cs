using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Support;

/// <summary>Archives in memory.</summary>
internal static class Archives
{
    /// <summary>A dataset of two genres in its published layout. Its bytes are noise, so the archive is about as long as they are.</summary>
    public static byte[] Dataset(int bytesPerTrack = 50_000, ulong seed = 1) => TarGz(tar =>
    {
        tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "genres/"));
        foreach (string name in (string[])["blues/blues.00000.wav", "blues/blues.00001.wav", "rock/rock.00000.wav", "rock/rock.00001.wav"])
        {
            tar.WriteEntry(File($"genres/{name}", Noise(bytesPerTrack, seed++)));
        }
    });

    public static byte[] TarGz(Action<TarWriter> write)
    {
        using var stream = new MemoryStream();
        using (var zipped = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            using var tar = new TarWriter(zipped);
            write(tar);
        }

        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var zipped = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            zipped.Write(content);
        }

        return stream.ToArray();
    }

    public static byte[] Zip(Action<ZipArchive> write)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            write(zip);
        }

        return stream.ToArray();
    }

    public static TarEntry File(string name, byte[] content) => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    public static ZipArchiveEntry Add(this ZipArchive zip, string name, byte[] content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        using Stream stream = entry.Open();
        stream.Write(content);
        return entry;
    }

    public static byte[] Noise(int length, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(256))];
    }

    public static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
