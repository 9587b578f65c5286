using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using GenreNet.Core.Datasets;
using GenreNet.Core.Download;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Unpacking;

public sealed class HostileArchiveTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Names { get; } = new()
    {
        { "../evil.wav", "leaves the folder" },
        { "genres/../../evil.wav", "leaves the folder" },
        { "genres/blues/../evil.wav", "leaves the folder" },
        { "..", "leaves the folder" },
        { "/tmp/evil.wav", "absolute" },
        { "//host/share/evil.wav", "absolute" },
        { "..\\evil.wav", "backslash" },
        { "genres\\evil.wav", "backslash" },
        { "C:\\evil.wav", "backslash" },
        { "C:evil.wav", "colon" },
        { "C:/evil.wav", "colon" },
        { "a.wav:stream", "colon" },
        { "genres//evil.wav", "empty part" },
        { "genres/./evil.wav", "empty part" },
        { "evil\u0007.wav", "control character" },
        { "genres/evil.", "dot or a space" },
        { "genres /evil.wav", "dot or a space" },
        { "genres/NUL", "device on Windows" },
        { "com1.wav", "device on Windows" },
        { string.Join('/', Enumerable.Repeat("deep", 300)), "too long" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_outside_the_folder_is_rejected(string name, string problem)
    {
        string[] messages =
        [
            Refused(Archives.TarGz(tar => tar.WriteEntry(Archives.File(name, Content)))),
            Refused(Archives.TarGz(tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, name)))),
            Refused(Archives.Zip(zip => zip.Add(name, Content))),
        ];
        Assert.All(messages, message => Assert.Contains(problem, message, StringComparison.Ordinal));
        Assert.All(messages, message => Assert.Contains($"'{EntryName.Shown(name)}", message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "symbolic link")]
    [InlineData(TarEntryType.HardLink, "hard link")]
    [InlineData(TarEntryType.CharacterDevice, "device")]
    [InlineData(TarEntryType.BlockDevice, "device")]
    [InlineData(TarEntryType.Fifo, "pipe")]
    public void A_tar_can_only_contain_files_and_folders(TarEntryType type, string problem)
    {
        byte[] archive = Archives.TarGz(tar =>
        {
            var entry = new PaxTarEntry(type, "genres/odd");
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                entry.LinkName = "/etc";
            }

            tar.WriteEntry(entry);
            tar.WriteEntry(Archives.File("genres/odd/passwd", Content));
        });
        Assert.Contains($"'genres/odd' is a {problem}", Refused(archive), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xA1FF, "symbolic link")]
    [InlineData(0x11FF, "neither a file nor a folder")]
    [InlineData(0x21FF, "neither a file nor a folder")]
    public void A_zip_can_only_contain_files_and_folders(int mode, string problem) => Assert.Contains(
        problem,
        Refused(Archives.Zip(zip => zip.CreateEntry("odd").ExternalAttributes = mode << 16)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("a.wav", "a.wav")]
    [InlineData("a.wav", "A.WAV")]
    [InlineData("./a.wav", "a.wav")]
    public void A_second_file_of_the_same_name_is_rejected(string first, string second)
    {
        Assert.Contains("occurs twice", Refused(Archives.TarGz(tar =>
        {
            tar.WriteEntry(Archives.File(first, Content));
            tar.WriteEntry(Archives.File(second, Content));
        })), StringComparison.Ordinal);
        Assert.Contains("occurs twice", Refused(Archives.Zip(zip =>
        {
            zip.Add(first, Content);
            zip.Add(second, Content);
        })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a/b.wav")]
    [InlineData("a/b.wav", "a")]
    public void A_file_and_a_folder_of_the_same_name_are_rejected(string first, string second) =>
        Assert.Contains("conflicts with another entry", Refused(Archives.TarGz(tar =>
        {
            tar.WriteEntry(Archives.File(first, Content));
            tar.WriteEntry(Archives.File(second, Content));
        })), StringComparison.Ordinal);

    [Fact]
    public void Archive_bombs_are_stopped_by_ratio_size_and_count()
    {
        byte[] zeros = new byte[3_000_000];
        byte[] tar = Archives.TarGz(t => t.WriteEntry(Archives.File("zeros.wav", zeros)));
        byte[] zip = Archives.Zip(z => z.Add("zeros.wav", zeros));
        var ratio = new UnpackLimits { UncheckedRatioBytes = 1000, MaxCompressionRatio = 10 };
        Assert.Contains("'zeros.wav' exceeds the limit of", Refused(tar, ratio), StringComparison.Ordinal);
        Assert.Contains("'zeros.wav' exceeds the limit of", Refused(zip, ratio), StringComparison.Ordinal);
        Assert.Contains("exceeds the limit of 1.0 MB", Refused(tar, new UnpackLimits { MaxTotalBytes = 1_000_000 }), StringComparison.Ordinal);
        Assert.Contains("exceeds the limit of 2 entries", Refused(Archives.Dataset(10), new UnpackLimits { MaxEntryCount = 2 }), StringComparison.Ordinal);
        Assert.Equal(3_000_000, Unpack(tar, UnpackLimits.Default)["zeros.wav"]);
    }

    [Fact]
    public void Archive_bombs_in_skipped_data_are_stopped()
    {
        byte[] tar = Archives.TarGz(t => t.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a.wav", new Dictionary<string, string> { ["comment"] = new('x', 2_000_000) }) { DataStream = new MemoryStream(Content) }));
        Assert.Contains("an extended header in it expands beyond", Refused(tar), StringComparison.Ordinal);
        byte[] tail = Archives.TarGz(t => t.WriteEntry(Archives.File("a.wav", Content)));
        Assert.Contains("expands beyond the size of its files", Refused([.. tail, .. Archives.Gzip(new byte[2_000_000])]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_with_wrong_lengths_or_checksums_is_rejected()
    {
        byte[] zip = Archives.Zip(z => z.CreateEntry("a.wav", CompressionLevel.NoCompression).Open().Dispose());
        byte[] stored = Archives.Zip(z =>
        {
            using Stream stream = z.CreateEntry("a.wav", CompressionLevel.NoCompression).Open();
            stream.Write(Encoding.ASCII.GetBytes("content content"));
        });
        Assert.Single(Unpack(zip, UnpackLimits.Default));
        int at = stored.AsSpan().IndexOf("content"u8);
        stored[at] ^= 1;
        Assert.Contains("'a.wav' is damaged: its CRC-32 does not match", Refused(stored), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_damaged_archive_is_reported(bool isCut)
    {
        byte[] archive = Archives.Dataset();
        if (!isCut)
        {
            archive[archive.Length / 2] ^= 0x55;
        }

        Refused(isCut ? archive[..(archive.Length / 2)] : archive);
        Refused(isCut ? [0x1F, 0x8B] : [0x1F, 0x8B, .. Content]);
        Refused(isCut ? [(byte)'P', (byte)'K'] : [(byte)'P', (byte)'K', .. Content]);
        Refused(isCut ? [] : Archives.TarGz(_ => { }));
    }

    private string Refused(byte[] archive, UnpackLimits? limits = null)
    {
        string message = Assert.Throws<TransferException>(() => Unpack(archive, limits ?? UnpackLimits.Default)).Message;
        Assert.StartsWith("the archive ", message, StringComparison.Ordinal);

        // Nothing outside: only the archive, and the folder that was given.
        Assert.Equal(["archive", "target"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        return message;
    }

    private IReadOnlyDictionary<string, long> Unpack(byte[] archive, UnpackLimits limits)
    {
        string path = _folder.File("archive");
        File.WriteAllBytes(path, archive);
        string target = Path.Combine(_folder.Path, "target");
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        return ArchiveUnpacker.Unpack(path, "the archive", target, limits, (_, _) => { }, CancellationToken.None);
    }
}
