namespace GenreNet.Catalogue.Tests.Listing;

public class ListingLineTests
{
    [Theory]
    [InlineData("music/song.mp3")]
    [InlineData("")]
    [InlineData(" two  spaces ")]
    [InlineData("line\nbreak\r.wav")]
    [InlineData("\"quoted\".wav")]
    [InlineData("\"")]
    [InlineData("C:\\music\\söng 😀.flac")]
    public void A_name_reads_back_from_one_line(string name)
    {
        string line = ListingLine.Encode(name);
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain('\r', line);
        Assert.Equal(name, ListingLine.Decode(line));
    }

    [Theory]
    [InlineData("https://user:secret@host/a.mp3", "https://host/a.mp3")]
    [InlineData("https://host:8443/a%20b.mp3?X-Amz-Date=1&X-Amz-Signature=ab", "https://host:8443/a%20b.mp3")]
    [InlineData("https://host/get?id=7&Signature=x&Expires=9", "https://host/get?id=7")]
    [InlineData("https://host/a.mp3?sv=2024&sig=x&se=1", "https://host/a.mp3")]
    [InlineData("https://host/get?id=7&format=mp3", "https://host/get?id=7&format=mp3")]
    [InlineData("https://host/a.mp3", "https://host/a.mp3")]
    [InlineData("s3://bucket/a?b.mp3", "s3://bucket/a?b.mp3")]
    [InlineData("music/http:/x?sig=1.mp3", "music/http:/x?sig=1.mp3")]
    public void Signatures_of_addresses_are_not_shown(string address, string shown) => Assert.Equal(shown, ListingLine.Shown(address));
}
