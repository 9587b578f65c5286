namespace GenreNet.Core.Tests.Errors;

public class PluralTests
{
    [Theory]
    [InlineData(0, "0 tracks")]
    [InlineData(1, "1 track")]
    [InlineData(2, "2 tracks")]
    [InlineData(3_000_000_000, "3000000000 tracks")]
    public void Only_one_is_singular(long count, string expected) => Assert.Equal(expected, Plural.Of(count, "track"));

    [Theory]
    [InlineData(1, "1 entry was skipped")]
    [InlineData(5, "5 entries were skipped")]
    public void Irregular_nouns_and_verbs_agree_with_the_count(long count, string expected) =>
        Assert.Equal(expected, $"{Plural.Of(count, "entry", "entries")} {Plural.Choose(count, "was", "were")} skipped");
}
