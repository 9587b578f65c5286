using System.Text.RegularExpressions;

namespace GenreNet.Architecture.Tests;

/// <summary>Pages and comments use the standard terms of the field, so that a reader never stops at a phrase.</summary>
public partial class LanguageTests
{
    private static readonly string[] Folders = ["", "docs", "samples", "deploy", "src/GenreNet.Core", "src/GenreNet.Inference", "src/GenreNet.Pretrained"];

    [Fact]
    public void Pages_use_plain_words() => Assert.Empty(
        from folder in Folders
        from page in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md")
        from line in File.ReadLines(page).Index()
        where Dialect().IsMatch(line.Item)
        select $"{Repository.Relative(page)}:{line.Index + 1}: {Dialect().Match(line.Item).Value}");

    [Fact]
    public void Comments_use_plain_words() => Assert.Empty(
        from file in Repository.Sources("src")
        from line in File.ReadLines(file).Index()
        where line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && Dialect().IsMatch(line.Item)
        select $"{Repository.Relative(file)}:{line.Index + 1}: {Dialect().Match(line.Item).Value}");

    [Theory]
    [InlineData("Whoever calls brings the connection.", true)]
    [InlineData("It is told now and then.", true)]
    [InlineData("The caller opens the connection.", false)]
    [InlineData("The program holds data against which others are compared.", false)]
    public void The_words_are_recognised(string sentence, bool isDialect) => Assert.Equal(isDialect, Dialect().IsMatch(sentence));

    // Words for which there is a plain one: reports, processes, the caller, correctly, compared with, resumed, available.
    [GeneratedRegex(
        @"\b(told|heard|hears|nobody|somebody|whoever|anybody|wholly|gone on with|goes on from|at hand|held against|held to|rightly|what was taken for)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Dialect();
}
