namespace GenreNet.Core.Tests.Errors;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["conv2d", "max_pool2d", "evaluate", "--ensemble-size", "--epochs", "ab"];

    [Theory]
    [InlineData("convv2d", "conv2d")]
    [InlineData("CONV2D", "conv2d")]
    [InlineData("eval", "evaluate")]
    [InlineData("--ensemble", "--ensemble-size")]
    [InlineData("--e", null)]
    [InlineData("e", null)]
    [InlineData("ba", null)]
    [InlineData("dense", null)]
    [InlineData("", null)]
    public void A_similar_name_or_one_that_begins_like_it_is_suggested(string text, string? expected) =>
        Assert.Equal(expected is null ? string.Empty : $" (did you mean '{expected}'?)", NearestName.Suggestion(text, Names));

    [Fact]
    public void Without_known_names_nothing_is_suggested() => Assert.Empty(NearestName.Suggestion("dense", []));
}
