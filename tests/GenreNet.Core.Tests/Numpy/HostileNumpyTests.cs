using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GenreNet.Core.Numerics;
using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Numpy;

public class HostileNumpyTests
{
    private const string Plain = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1048576, 1048576), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }")]
    [InlineData("{'descr': '<U500000000', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'descr': '<U99999999999', 'fortran_order': False, 'shape': (0,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2.0,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999999,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': ((((((((2,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': 2, }")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'extra': 1}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("{'descr': ('<f4', (2,)), 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'descr': '<f3', 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("{'descr': '', 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("['descr']")]
    [InlineData("__import__('os').system('true')")]
    [InlineData("")]
    public void A_hostile_header_is_rejected_without_allocating_its_declared_size(string header)
    {
        using var place = new TemporaryFolder();
        string path = Path.Combine(place.Path, "x.npy");
        File.WriteAllBytes(path, Npy(header, new byte[8]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("x.npy", Assert.Throws<NumpyFormatException>(() => NpyFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_stream_of_unknown_length_allocates_only_its_data()
    {
        byte[] bytes = Npy("{'descr': '<f8', 'fortran_order': False, 'shape': (250000000,), }", new byte[80]);
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        packed.Position = 0;
        using var stream = new DeflateStream(packed, CompressionMode.Decompress);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<NumpyFormatException>(() => NpyFile.Read(stream, "x"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Wrong_headers_are_rejected()
    {
        byte[] good = Npy(Plain, new byte[8]);
        Assert.Equal([2], Read(good).Shape.ToArray());
        Refused([], "truncated");
        Refused("not an array at all"u8.ToArray(), "signature");
        Refused([0x80, 4, .. new byte[20]], "pickle");
        Refused([.. good[..6], 9, .. good[7..]], "version 9");
        Refused([.. good[..8], 0xff, 0xff, .. good[10..]], "truncated");
        byte[] huge = [.. good[..6], 2, 0, 0, 0, 0, 0x40, .. new byte[100]];
        BinaryPrimitives.WriteUInt32LittleEndian(huge.AsSpan(8), 64 << 20);
        Refused(huge, "a length of 67108864 bytes");
    }

    [Fact]
    public void Duplicate_names_and_paths_outside_the_archive_are_rejected()
    {
        byte[] array = Npy(Plain, new byte[8]);
        RefusedArchive(Zip(("a.npy", array), ("a.npy", array)), "two arrays with the name 'a'");
        RefusedArchive(Zip(("../a.npy", array)), "outside the archive");
        RefusedArchive(Zip(("b\\..\\..\\a.npy", array)), "outside the archive");
        RefusedArchive(Zip(("/a.npy", array)), "outside the archive");
    }

    [Fact]
    public void An_archive_with_wrong_bytes_is_rejected()
    {
        byte[] array = Npy(Plain, new byte[8]);
        byte[] archive = Zip(("a.npy", array));
        RefusedArchive([.. archive, 1, 2, 3], "after the end");
        RefusedArchive(archive[..^5], "not an .npz file");
        RefusedArchive(Zip(("a.npy", [.. array, 0])), "more data than");
        RefusedArchive(Zip(("a.npy", array[..^1])), "truncated");
        RefusedArchive(Zip(("a.npy", "plain text"u8.ToArray())), "signature");

        // The elements are zeros, stored as they are: one changed bit is a valid number, and only the checksum can tell.
        int element = archive.AsSpan().IndexOf(array.AsSpan()) + array.Length - 2;
        archive[element] ^= 1;
        RefusedArchive(archive, "checksum");
    }

    [Fact]
    public void A_bomb_is_rejected_because_of_its_size()
    {
        byte[] archive = Zip(("a.npy", Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1073741824,), }", new byte[100])));

        // The directory at the end claims a gigabyte.
        int directory = archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(directory + 24), 1 << 30);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RefusedArchive(archive, "");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Mutated_files_are_either_read_or_rejected()
    {
        var random = new SeededRandom(7);
        string folder = Path.Combine(TestData.Golden, "numpy");
        int refused = 0;
        foreach (string file in Directory.GetFiles(folder, "*.np?").Order(StringComparer.Ordinal))
        {
            byte[] original = File.ReadAllBytes(file);
            for (int round = 0; round < 400; round++)
            {
                byte[] mutant = Mutate(original, random);
                try
                {
                    ReadAll(mutant, file.EndsWith(".npz", StringComparison.Ordinal));
                }
                catch (NumpyFormatException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, 1000, int.MaxValue);
    }

    private static byte[] Mutate(byte[] original, SeededRandom random)
    {
        byte[] mutant = [.. original];
        for (int change = random.Next(4); change >= 0; change--)
        {
            int at = random.Next(mutant.Length);
            switch (random.Next(5))
            {
                case 0: mutant[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: mutant[at] = (byte)random.Next(256); break;
                case 2: mutant[at] = 0xff; break;
                case 3: mutant = [.. mutant[..at], .. mutant[Math.Min(mutant.Length, at + 1 + random.Next(16))..], 0]; break;
                default:
                    // Headers and directories are at the ends: changes there reach furthest.
                    mutant[Math.Max(0, mutant.Length - 1 - random.Next(120))] = (byte)random.Next(256);
                    break;
            }
        }

        return mutant;
    }

    private static void ReadAll(byte[] bytes, bool isArchive)
    {
        using var stream = new MemoryStream(bytes);
        if (!isArchive)
        {
            NpyFile.Read(stream, "mutant");
            return;
        }

        using var file = NpzReader.Open(stream, "mutant");
        foreach (string name in file.Names)
        {
            file.Read(name);
        }
    }

    private static byte[] Npy(string header, byte[] elements)
    {
        byte[] text = Encoding.Latin1.GetBytes(header);
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. elements];
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream member = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                member.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static NpyArray Read(byte[] bytes) => NpyFile.Read(new MemoryStream(bytes), "x.npy");

    private static void Refused(byte[] bytes, string problem) =>
        Assert.Contains(problem, Assert.Throws<NumpyFormatException>(() => Read(bytes)).Message, StringComparison.Ordinal);

    private static void RefusedArchive(byte[] bytes, string problem) => Assert.Contains(
        problem,
        Assert.Throws<NumpyFormatException>(() =>
        {
            using var file = NpzReader.Open(new MemoryStream(bytes), "x.npz");
            file.Read("a");
        }).Message,
        StringComparison.Ordinal);
}
