using System.Text;
using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Names;

public sealed class EntryNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_in_a_zip_are_UTF8_or_code_page_437_and_stay_distinct()
    {
        // B, o with diaeresis, r and B, a with diaeresis, r in code page 437; no valid UTF-8.
        Assert.Equal(["Bär", "Bör", "música", "rock"], Genres("set.zip", RawArchives.Zip(
            Zip([(byte)'B', 0x94, (byte)'r', .. "/1.wav"u8]),
            Zip([(byte)'B', 0x84, (byte)'r', .. "/1.wav"u8]),
            Zip("rock/1.wav"u8),
            Zip("música/1.wav"u8))));
    }

    [Fact]
    public void A_wrong_utf8_mark_in_a_zip_does_not_merge_names() =>
        Assert.Equal(2, Genres("set.zip", RawArchives.Zip(
            Zip([(byte)'B', 0x94, (byte)'r', .. "/1.wav"u8]) with { IsMarkedUtf8 = true },
            Zip([(byte)'B', 0x84, (byte)'r', .. "/1.wav"u8]) with { IsMarkedUtf8 = true })).Length);

    [Fact]
    public void The_Unicode_path_of_Info_ZIP_is_used_unless_the_entry_was_renamed()
    {
        byte[] name = "B_r/1.wav"u8.ToArray();
        Assert.Equal(["Bār", "rock"], Genres("set.zip", RawArchives.Zip(
            Zip(name) with { Extra = RawArchives.UnicodePath(name, "Bār/1.wav") }, Zip("rock/1.wav"u8))));
        Assert.Equal(["B_r", "rock"], Genres("set.zip", RawArchives.Zip(
            Zip(name) with { Extra = RawArchives.UnicodePath(name, "Bār/1.wav", isStale: true) }, Zip("rock/1.wav"u8))));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public void A_backslash_in_a_zip_with_slashes_is_part_of_the_name(int host)
    {
        string zip = Write("set.zip", RawArchives.Zip(Zip("rock/a\\b.wav"u8) with { Host = host }, Zip("blues/1.wav"u8)));
        Assert.Contains("rock/a\\b", TrackLibrary.Open(zip).Tracks.Select(t => t.Id));
    }

    [Fact]
    public void A_backslash_byte_in_a_double_byte_character_is_not_a_separator()
    {
        // Two words in Shift-JIS that begin with the same character, 83 5C.
        byte[] one = [0x83, 0x5C, 0x83, 0x93, .. "/1.wav"u8];
        byte[] two = [0x83, 0x5C, 0x83, 0x8B, .. "/1.wav"u8];
        var library = TrackLibrary.Open(Write("set.zip", RawArchives.Zip(
            Zip(one) with { Host = 0 }, Zip(two) with { Host = 0 }, Zip("rock/1.wav"u8) with { Host = 0 })));
        Assert.Equal(3, library.Genres.Count);
        Assert.All(library.Tracks, track => Assert.EndsWith("/1", track.Id, StringComparison.Ordinal));
        string warning = Assert.Single(library.Warnings);
        Assert.StartsWith("2 names in the archive are not UTF-8 and were decoded as code page 437", warning, StringComparison.Ordinal);
        Assert.Contains(library.Tracks[^1].RelativePath, warning, StringComparison.Ordinal);

        // Without any slash it is unknown where folders end: nothing is taken apart, and there is no genre.
        string flat = Write("flat.zip", RawArchives.Zip(
            Zip([0x83, 0x5C, .. "1.wav"u8]) with { Host = 0 }, Zip([0x83, 0x5C, .. "2.wav"u8]) with { Host = 0 }));
        Assert.Contains("contains no tracks", Assert.Throws<DatasetException>(() => TrackLibrary.Open(flat)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encrypted_entry_and_an_unsupported_compression_are_named()
    {
        foreach ((int offset, byte value, string problem) in ((int, byte, string)[])[(8, 1, "which is encrypted"), (10, 14, "compression method is not supported")])
        {
            byte[] archive = RawArchives.Zip(Zip("rock/1.wav"u8), Zip("blues/1.wav"u8));
            archive[archive.AsSpan().IndexOf("PK\u0001\u0002"u8) + offset] = value;
            string message = Assert.Throws<DatasetException>(() => TrackLibrary.Open(Write("set.zip", archive))).Message;
            Assert.Contains("rock/1.wav", message, StringComparison.Ordinal);
            Assert.Contains(problem, message, StringComparison.Ordinal);
            Assert.DoesNotContain("damaged", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_in_a_tar_that_are_not_utf8_are_named_in_one_warning()
    {
        string tar = Write("set.tar.gz", RawArchives.TarGz(
            RawArchives.TarEntry([.. "caf"u8, 0xE9, .. "/1.wav"u8], [1]), RawArchives.TarEntry("rock/1.wav"u8.ToArray(), [2])));
        string warning = Assert.Single(TrackLibrary.Open(tar).Warnings);
        Assert.StartsWith("1 name in the archive is not UTF-8 and was decoded as Latin-1", warning, StringComparison.Ordinal);
        Assert.Contains("café/1.wav", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_in_a_tar_are_UTF8_or_Latin1_and_stay_distinct()
    {
        byte[] longName = [.. "caf"u8, 0xE8, (byte)'/', .. Encoding.ASCII.GetBytes(new string('x', 150)), .. ".wav"u8];
        byte[] longUtf8 = Encoding.UTF8.GetBytes($"naïve/{new string('y', 150)}.wav");
        string tar = Write("set.tar.gz", RawArchives.TarGz(
            RawArchives.TarEntry([.. "caf"u8, 0xE9, .. "/1.wav"u8], [1]),
            RawArchives.TarEntry("././@LongLink"u8.ToArray(), [.. longName, 0], 'L'), RawArchives.TarEntry(longName, [2]),
            RawArchives.PaxPath(longUtf8), RawArchives.TarEntry("n"u8.ToArray(), [3]),
            RawArchives.TarEntry("2.wav"u8.ToArray(), [4], prefix: [.. "caf"u8, 0xEA])));
        Assert.Equal(
            ["café/1.wav", "cafè/" + new string('x', 150) + ".wav", "cafê/2.wav", "naïve/" + new string('y', 150) + ".wav"],
            TrackLibrary.Open(tar).Tracks.Select(t => t.RelativePath).OrderBy(path => path.EndsWith("1.wav", StringComparison.Ordinal) ? "0" : path, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_track_of_such_an_archive_is_read_by_its_name()
    {
        string source = Path.Combine(_folder.Path, "source");
        Sound.WriteDataset(source, 1, 0.1, "rock");
        byte[] wav = File.ReadAllBytes(Path.Combine(source, "rock", "rock.00000.wav"));
        byte[] one = [.. "caf"u8, 0xE9, .. "/1.wav"u8];
        byte[] two = [.. "caf"u8, 0xE8, .. "/1.wav"u8];
        foreach (string path in (string[])
        [
            Write("set.zip", RawArchives.Zip(new(one, wav), new(two, wav))),
            Write("set.tar.gz", RawArchives.TarGz(RawArchives.TarEntry(one, wav), RawArchives.TarEntry(two, wav))),
        ])
        {
            Assert.Equal(2, TrackLibrary.Open(path).ReadAll().Count(track =>
            {
                using var reader = track.Open();
                return reader.SampleCount == 2205;
            }));
        }
    }

    [Fact]
    public void Unpacking_keeps_such_names_distinct()
    {
        byte[] one = [.. "caf"u8, 0xE9, .. "/1.wav"u8];
        byte[] two = [.. "caf"u8, 0xE8, .. "/1.wav"u8];
        Assert.Equal(["cafè/1.wav", "café/1.wav"], Unpacked(RawArchives.TarGz(RawArchives.TarEntry(one, [1]), RawArchives.TarEntry(two, [2]))));
        Assert.Equal(["cafΘ/1.wav", "cafΦ/1.wav"], Unpacked(RawArchives.Zip(new(one, [1]), new(two, [2]))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_link_with_an_audio_name_in_an_archive_is_named_in_a_warning()
    {
        string tar = Write("set.tar.gz", RawArchives.TarGz(
            RawArchives.TarEntry("rock/1.wav"u8.ToArray(), [1]), RawArchives.TarEntry("blues/1.wav"u8.ToArray(), [1]), RawArchives.TarEntry("blues/2.wav"u8.ToArray(), [], '1')));
        Assert.Equal("1 entry of the archive is a link and is left out: blues/2.wav.", Assert.Single(TrackLibrary.Open(tar).Warnings));
    }

    [Fact]
    public void An_archive_that_declares_gigabytes_allocates_only_its_content()
    {
        string zip = Write("set.zip", RawArchives.Zip(new("rock/1.wav"u8.ToArray(), [1]), new("blues/1.wav"u8.ToArray(), [2])));
        var library = TrackLibrary.Open(zip);
        Write("set.zip", RawArchives.Zip(new RawArchives.ZipFile("rock/1.wav"u8.ToArray(), [1]) { Claim = int.MaxValue - 100 }, new("blues/1.wav"u8.ToArray(), [2])));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DatasetException>(() => library.ReadAll().Count());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void An_extended_tar_header_that_declares_gigabytes_is_rejected_before_allocation()
    {
        byte[] header = RawArchives.TarEntry("x"u8.ToArray(), [], 'x');
        "17777777777"u8.CopyTo(header.AsSpan(124));
        int sum = header.Select((b, i) => i is >= 148 and < 156 ? (int)' ' : b).Sum();
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0')).CopyTo(header, 148);
        string tar = Write("set.tar.gz", RawArchives.TarGz(header));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("an extended header in it expands", Assert.Throws<DatasetException>(() => TrackLibrary.Open(tar)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void The_published_case_has_three_genres_with_their_own_names() =>
        Assert.Equal(3, TrackLibrary.Open(TestData.Shared(Path.Combine("cases", "zip_cp437_two_genres_become_one.zip"))).Genres.Count);

    private static RawArchives.ZipFile Zip(ReadOnlySpan<byte> name) => new(name.ToArray(), [1]);

    private string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder.File(name), bytes);
        return _folder.File(name);
    }

    private string[] Genres(string name, byte[] bytes) => [.. TrackLibrary.Open(Write(name, bytes)).Genres];

    private string[] Unpacked(byte[] bytes)
    {
        string target = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(target);
        string path = Write("archive", bytes);
        return [.. ArchiveUnpacker.Unpack(path, "archive", target, UnpackLimits.Default, (_, _) => { }, CancellationToken.None).Keys];
    }
}
