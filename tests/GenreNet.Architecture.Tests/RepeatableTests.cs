using System.Text.RegularExpressions;

namespace GenreNet.Architecture.Tests;

/// <summary>Tests draw the same random numbers in every run.</summary>
public partial class RepeatableTests
{
    [Fact]
    public void No_test_draws_numbers_without_a_seed() =>
        Assert.Empty(Repository.Sources("tests")
            .Where(file => Path.GetFileName(file) != $"{nameof(RepeatableTests)}.cs" && Unseeded().IsMatch(File.ReadAllText(file)))
            .Select(Repository.Relative));

    [Theory]
    [InlineData("[Property]", true)]
    [InlineData("[Property(MaxTest = 40)]", true)]
    [InlineData("[Property(MaxTest = 40, Replay = \"17,23\")]", false)]
    [InlineData("var random = new Random();", true)]
    [InlineData("var random = new Random(5);", false)]
    [InlineData("int i = Random.Shared.Next();", true)]
    public void A_missing_seed_is_found(string source, bool isMissing) => Assert.Equal(isMissing, Unseeded().IsMatch(source));

    // FsCheck chooses a seed of its own unless Replay states one.
    [GeneratedRegex(@"\[Property(?!\([^\]]*Replay)|new Random\(\)|Random\.Shared")]
    private static partial Regex Unseeded();
}
