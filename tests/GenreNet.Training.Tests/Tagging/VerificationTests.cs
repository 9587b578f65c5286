using System.Text;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Tests.Tagging;

/// <summary>The verification of a changed copy finds what the tagging library must not change.</summary>
public sealed class VerificationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("wav")]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("mp3")]
    public void A_changed_sample_is_found(string extension)
    {
        byte[] file = File.ReadAllBytes(MusicSamples.Create(_folder, extension));
        byte[] other = extension switch
        {
            "wav" => [.. file[..^1], (byte)(file[^1] ^ 1)],
            // The last page, or the last frames, are missing.
            "ogg" => OggPages.Join(OggPages.Split(file)[..^1]),
            "mp3" => file[..^1000],
            _ => File.ReadAllBytes(Louder()),
        };
        using MemoryStream before = new(file), same = new(file), after = new(other);
        Assert.Null(SameSound.Difference(before, same, "x", CancellationToken.None));
        Assert.Contains("audio would change", SameSound.Difference(before, after, "x", CancellationToken.None), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TIT2", "Other", "TIT2 of its ID3v2.3 tag would change")]
    [InlineData("TPE1", "", "TPE1 of its ID3v2.3 tag would change")]
    [InlineData("TCON", "Rock", null)]
    public void A_changed_or_missing_frame_is_found(string id, string text, string? expected)
    {
        byte[] audio = File.ReadAllBytes(MusicSamples.Create(_folder, "mp3"));
        (string Id, string Text)[] frames = [("TIT2", "Title"), ("TPE1", "Artist"), ("TCON", "Folk")];
        byte[] before = [.. MusicSamples.Id3v2(frames), .. audio];
        byte[] after = [.. MusicSamples.Id3v2([.. frames.Select(f => f.Id == id ? (id, text) : f).Where(f => f.Item2.Length > 0)]), .. audio];
        Assert.Equal(expected, Difference(before, after));
    }

    [Theory]
    [InlineData("Title", "Title", null)]
    [InlineData("Title", "title", "Title of its APE tag would change")]
    public void Fields_of_end_tags_are_compared(string before, string after, string? expected)
    {
        byte[] audio = File.ReadAllBytes(MusicSamples.Create(_folder, "mp3"));
        Assert.Equal(expected, Difference(
            [.. audio, .. MusicSamples.Ape(("Title", before), ("Genre", "Folk"))], [.. audio, .. MusicSamples.Ape(("Genre", "Rock"), ("Title", after))]));
        Assert.Equal(expected is null ? null : "the text of its ID3v1 tag would change", Difference(
            [.. audio, .. MusicSamples.Id3v1(before, 1)], [.. audio, .. MusicSamples.Id3v1(after, 2)]));
    }

    [Fact]
    public void Texts_of_frames_are_compared_by_their_meaning()
    {
        byte[] little = [1, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Ä")];
        byte[] big = [1, 0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Ä\0")];
        byte[] latin = [0, 0xC4];
        byte[] utf8 = [3, .. "Ä\0"u8];
        Assert.Equal("Ä", Assert.Single(((byte[][])[little, big, latin, utf8]).Select(text => Id3Text.Normalise("TIT2", text)).Distinct()));
        byte[] comment = [0, .. "eng"u8, .. "a\0text"u8];
        byte[] wide = [1, .. "eng"u8, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a\0"), 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("text")];
        Assert.Equal(Id3Text.Normalise("COMM", comment), Id3Text.Normalise("COMM", wide));
        Assert.NotEqual(Id3Text.Normalise("COMM", comment), Id3Text.Normalise("COMM", [0, .. "deu"u8, .. "a\0text"u8]));
        byte[] picture = [0, .. "image/png\0"u8, 3, .. "x\0"u8, 1, 2, 3];
        Assert.NotEqual(Id3Text.Normalise("APIC", picture), Id3Text.Normalise("APIC", [.. picture[..^1], 4]));
        Assert.NotEqual(Id3Text.Normalise("APIC", picture), Id3Text.Normalise("APIC", [0, .. "image/png\0"u8, 4, .. "x\0"u8, 1, 2, 3]));
    }

    [Fact]
    public void Moved_audio_of_an_MP4_is_found()
    {
        byte[] audio = [.. Enumerable.Range(0, 50).Select(i => (byte)i)];
        byte[] Mp4(byte[] title, int shift)
        {
            byte[] list = Box("ilst", [.. Box("\u00A9nam", title), .. Box("\u00A9gen", title)]);
            byte[] tags = Box("udta", Box("meta", [0, 0, 0, 0, .. list]));
            byte[] Moov(int position) =>
                Box("moov", [.. Box("trak", Box("mdia", Box("minf", Box("stbl", Box("stco", [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, (byte)(position >> 8), (byte)position]))))), .. tags]);
            byte[] start = Box("ftyp", "M4A isom"u8.ToArray());
            return [.. start, .. Moov(start.Length + Moov(0).Length + 8 + shift), .. Box("mdat", audio)];
        }

        Assert.Null(Difference(Mp4([1, 2], 0), Mp4([1, 2], 0)));
        Assert.Contains("nam of its MP4 tag", Difference(Mp4([1, 2], 0), Mp4([1, 2, 3], 0)), StringComparison.Ordinal);
        Assert.Contains("/stco of its MP4 boxes", Difference(Mp4([1, 2], 0), Mp4([1, 2], 1)), StringComparison.Ordinal);
    }

    private static byte[] Box(string type, byte[] content)
    {
        int length = content.Length + 8;
        return [(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. Encoding.Latin1.GetBytes(type), .. content];
    }

    private static string? Difference(byte[] before, byte[] after)
    {
        using MemoryStream first = new(before), second = new(after);
        return TagParts.Difference(first, second, "x");
    }

    private string Louder()
    {
        string path = _folder.File("louder.flac");
        int[] samples = [.. Enumerable.Range(0, 4000).Select(i => (int)(0.41 * 30_000 * Math.Sin(i * i * 0.0001)))];
        File.WriteAllBytes(path, FlacEncoder.File([samples], 16, FlacCoding.Linear(4)));
        return path;
    }
}
