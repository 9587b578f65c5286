using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace GenreNet.Architecture.Tests;

/// <summary>Pages, comments and strings use the standard terms of the field, so that a reader never stops at a phrase.</summary>
public partial class LanguageTests
{
    private static readonly string[] Folders = ["", "docs", "samples", "deploy", "src/GenreNet.Core", "src/GenreNet.Extensions.AI", "src/GenreNet.Inference", "src/GenreNet.Interactive", "src/GenreNet.ML", "src/GenreNet.NAudio", "src/GenreNet.Pretrained"];

    // The projects whose strings are checked (messages, descriptions of options, reports). Add a project here to check it as well.
    private static readonly string[] ProjectsWithPlainStrings =
        ["GenreNet.Browser", "GenreNet.Catalogue", "GenreNet.Core", "GenreNet.Extensions.AI", "GenreNet.Inference", "GenreNet.Interactive", "GenreNet.ML", "GenreNet.NAudio", "GenreNet.Networks", "GenreNet.Pretrained", "GenreNet.Server", "GenreNet.Training"];

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

    [Fact]
    public void Strings_use_plain_words() => Assert.Empty(
        from project in ProjectsWithPlainStrings
        from file in Repository.Sources($"src/{project}")
        from part in SourceStrings.In(Repository.Tree(file))
        where Dialect().IsMatch(part.Text)
        select $"{Repository.Relative(file)}:{part.Line}: {Dialect().Match(part.Text).Value}");

    [Fact]
    public void Names_use_plain_words() => Assert.Empty(
        from folder in (string[])["src", "tests"]
        from file in Repository.Sources(folder)
        from name in SourceStrings.NamesIn(Repository.Tree(file))
        where DialectOfNames().IsMatch(name.ValueText)
        select $"{Repository.Relative(file)}:{SourceStrings.LineOf(name)}: {name.ValueText}");

    [Fact]
    public void Strings_of_every_kind_are_found_with_their_lines()
    {
        const string Source = """"
            // "comment"
            string a = "plain" + @"verbatim" + $"before {x} after";
            var b = "bytes"u8;
            char c = 'c';
            string d = """
                first
                second
                """;
            """";
        Assert.Equal(
            [(2, "\"plain\""), (2, "@\"verbatim\""), (2, "before"), (2, "after"), (3, "\"bytes\"u8"), (6, "first"), (7, "second")],
            SourceStrings.In(CSharpSyntaxTree.ParseText(Source)).Select(part => (part.Line, part.Text.Trim())).Where(part => part.Item2 != "\"\"\""));
    }

    [Theory]
    [InlineData("Whoever calls brings the connection.", true)]
    [InlineData("It is told now and then.", true)]
    [InlineData("The caller opens the connection.", false)]
    [InlineData("The program holds data against which others are compared.", false)]
    [InlineData("The file is no archive.", true)]
    [InlineData("There is no archive, and the folder is no longer complete.", false)]
    [InlineData("They are held against the list at hand.", true)]
    [InlineData("Accuracy 70 %, 95 % sure: 60 to 80.", true)]
    [InlineData("One value a segment is stored.", true)]
    [InlineData("A value per segment is stored in a segment.", false)]
    public void The_words_are_recognised(string sentence, bool isDialect) => Assert.Equal(isDialect, Dialect().IsMatch(sentence));

    [Theory]
    [InlineData("FeatureSpool", true)]
    [InlineData("_heard", true)]
    [InlineData("Told", true)]
    [InlineData("toldCount", true)]
    [InlineData("RecipeOfRun", true)]
    [InlineData("Threshold", false)]
    [InlineData("Families", false)]
    [InlineData("SpoolerRecipes", true)]
    public void The_words_are_recognised_in_names(string name, bool isDialect) => Assert.Equal(isDialect, DialectOfNames().IsMatch(name));

    // Words for which there is a plain one: reports, processes, the caller, correctly, compared with, resumed, available.
    [GeneratedRegex(
        @"\b(told|heard|hears|nobody|somebody|whoever|anybody|wholly|gone on with|goes on from|at hand|held against|held to|rightly|named right)\b"
            + @"|\b(what was taken for|taken for|beside|spool(s|ed)?|recipes?|not to be trusted|to learn from|how it came out)\b"
            + @"|% sure\b|\b(one|a) (value|row|line|vector|number) (a|an) (segment|frame|track|genre|file|clip)\b"
            + @"|(?<!there )\bis no (?!longer|more|less|better|worse|larger|smaller|other|one)\w+",
        RegexOptions.IgnoreCase)]
    private static partial Regex Dialect();

    // The same in the names of types, members and variables, at the start of a word of the name.
    [GeneratedRegex(@"(Spool|Recipe|Heard|Told|Lies(?![a-z])|Whoever|Nobody|Somebody)|(^|_)(spool|recipe|heard|told|nobody|somebody)(?![a-z])")]
    private static partial Regex DialectOfNames();
}
