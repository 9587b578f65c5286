using FsCheck.Xunit;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Tracks;

public class GenreNameTests
{
    [Theory]
    [InlineData("hiphop", "hip-hop", "hiphop", "Hip Hop", "Hip_Hop", "HIPHOP", " hip  hop ", "hip/hop")]
    [InlineData("rnb", "R&B", "RnB", "R & B", "r and b", "R'n'B")]
    [InlineData("drumnbass", "drum and bass", "drum & bass", "Drum'n'Bass", "Drum-N-Bass", "DRUM_AND_BASS", "drum&bass")]
    [InlineData("andalusian", "Andalusian", "ANDALUSIAN")]
    [InlineData("1980s", "1980s", "1980's")]
    [InlineData("caf\u00E9", "caf\u00E9", "cafe\u0301", "CAFE\u0301")]
    [InlineData("\uD55C\uAD6D", "\uD55C\uAD6D", "\u1112\u1161\u11AB\u1100\u116E\u11A8")]
    [InlineData("música", "Música", "MÚSICA")]
    [InlineData("ρεμπέτικοσ", "Ρεμπέτικος", "ΡΕΜΠΈΤΙΚΟΣ")]
    [InlineData("रॉक", "रॉक")]
    [InlineData("演歌", "演歌", "演 歌")]
    public void Spellings_of_one_genre_have_one_key(string key, params string[] spellings) =>
        Assert.All(spellings, spelling => Assert.Equal(key, GenreName.Key(spelling)));

    [Theory]
    [InlineData("rock", "rocks")]
    [InlineData("rock and roll", "rock roll")]
    [InlineData("country", "county")]
    [InlineData("música", "musica")]
    [InlineData("रॉक", "रक")]
    [InlineData("house 2", "house 3")]
    [InlineData("R&B", "R/B")]
    [InlineData("and", "n")]
    public void Different_names_stay_distinct(string one, string other) => Assert.NotEqual(GenreName.Key(one), GenreName.Key(other));

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData(" & ")]
    [InlineData("???")]
    [InlineData("\U0001F3B8\uFE0F")]
    [InlineData("\u0301")]
    public void A_name_without_letters_and_digits_has_no_key(string name) => Assert.Empty(GenreName.Key(name));

    [Property(Replay = "17,23")]
    public void A_key_is_its_own_key_and_case_and_hyphens_never_matter(string? name)
    {
        string key = GenreName.Key(name ?? string.Empty);
        Assert.Equal(key, GenreName.Key(key));
        Assert.Equal(key, GenreName.Key($"-{key}_ "));
    }

    [Fact]
    public void A_genre_is_found_by_its_exact_name_first()
    {
        string[] genres = ["Hip-Hop", "hiphop", "rock"];
        Assert.Equal([1, 0, 0, 2, -1, -1], ((string[])["hiphop", "Hip-Hop", "HIP HOP", "ROCK", "jazz", "??"]).Select(name => GenreName.IndexIn(genres, name)));
    }

    [Fact]
    public void The_most_frequent_spelling_is_shown_and_order_does_not_matter()
    {
        string[] names = ["Hip-Hop", "hiphop", "Hip-Hop", "hip hop", "RnB", "R&B", " rock", "rock"];
        for (ulong seed = 0; seed < 20; seed++)
        {
            new SeededRandom(seed).Shuffle<string>(names);
            IReadOnlyDictionary<string, string> shown = GenreName.Choose(names);
            Assert.All((string[])["Hip-Hop", "hiphop", "hip hop"], name => Assert.Equal("Hip-Hop", shown[name]));
            Assert.Equal(("R&B", "rock"), (shown["RnB"], shown[" rock"]));
        }
    }

    [Fact]
    public void Folders_of_one_genre_are_combined_and_tracks_keep_their_ids()
    {
        using var folder = new TemporaryFolder();
        Sound.WriteDataset(folder.Path, 2, 0.1, "hiphop", "rock");
        Sound.WriteDataset(folder.Path, 1, 0.1, "Hip-Hop");
        var library = TrackLibrary.Open(folder.Path);
        Assert.Equal(["hiphop", "rock"], library.Genres);
        Assert.Equal(["Hip-Hop/Hip-Hop.00000", "hiphop/hiphop.00000", "hiphop/hiphop.00001"], library.Tracks.Where(t => t.Genre == "hiphop").Select(t => t.Id));
        Assert.Equal("Hip-Hop, hiphop are spellings of one genre and are combined as hiphop.", Assert.Single(library.Warnings));
    }

    [Fact]
    public void Two_folders_of_one_genre_are_too_few_and_a_folder_without_letters_is_rejected()
    {
        using var folder = new TemporaryFolder();
        Sound.WriteDataset(folder.Path, 1, 0.1, "hiphop", "Hip Hop");
        Assert.Contains("only the genre Hip Hop", Assert.Throws<DatasetException>(() => TrackLibrary.Open(folder.Path)).Message, StringComparison.Ordinal);
        Sound.WriteDataset(folder.Path, 1, 0.1, "rock", "---");
        Assert.Contains("/--- contains no letter or digit", Assert.Throws<DatasetException>(() => TrackLibrary.Open(folder.Path)).Message, StringComparison.Ordinal);
    }
}
