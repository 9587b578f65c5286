using System.Net;
using System.Text.RegularExpressions;

namespace GenreNet.Pretrained.Tests;

/// <summary>
/// The examples of the documentation comments compile. Each is a program of its own, which imports the namespace of its type and those of
/// Microsoft.NET.Sdk; all other namespaces have a using directive in the example.
/// </summary>
public partial class ExampleTests
{
    private const string Marker = "///";

    [Theory]
    [InlineData("GenreNet.Core", 40)]
    [InlineData("GenreNet.Extensions.AI", 3)]
    [InlineData("GenreNet.Inference", 8)]
    [InlineData("GenreNet.Interactive", 2)]
    [InlineData("GenreNet.ML", 6)]
    [InlineData("GenreNet.Networks", 1)]
    [InlineData("GenreNet.Pretrained", 4)]
    public void The_examples_of_a_project_compile(string project, int fewest)
    {
        string folder = Path.Combine(RepositoryRoot.Path, "src", project);
        string[] files = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        (string File, string[] Lines)[] sources = [.. files.Select(file => (file, File.ReadAllLines(file)))];
        Assert.True(sources.Sum(source => Examples(source.Lines).Count()) >= fewest, $"fewer than {fewest} examples were found");

        string[] problems = [.. sources.SelectMany(source => Problems(Path.GetRelativePath(RepositoryRoot.Path, source.File).Replace('\\', '/'), source.Lines))];
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    [Fact]
    public void The_sample_of_the_readme_compiles()
    {
        const string Page = "src/GenreNet.Pretrained/README.md";
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, Page));
        int first = Array.IndexOf(lines, "```csharp") + 1;
        Assert.True(first > 0, "the sample was not found");
        Assert.Empty(SampleCompiler.Problems(Page, lines, [(first, Array.IndexOf(lines, "```", first))], SampleCompiler.ImplicitUsings));
    }

    [Fact]
    public void An_example_that_does_not_compile_is_reported_with_file_and_line()
    {
        string[] source =
        [
            "namespace GenreNet.Core.Audio;", string.Empty,
            "/// <summary>Reads.</summary>", "/// <example>", "/// <code>",
            "/// if (One &lt; 2)", "/// {", "///     AudioFile.Open(string.Empty).Dispose();", "/// }",
            "/// </code>", "/// </example>", "public sealed class Reader;",
        ];
        string problem = Assert.Single(Problems("src/Reader.cs", source));
        Assert.StartsWith("src/Reader.cs, line 6, block 1: error CS0103: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_without_code_is_reported()
    {
        string[] source = ["namespace GenreNet.Core;", "/// <example>", "/// Call Open.", "/// </example>", "/// <remarks>", "/// <code>", "/// x", "/// </code>", "/// </remarks>"];
        Assert.Equal(["src/Reader.cs, line 2: the example has no block of code."], Problems("src/Reader.cs", source));
    }

    private static IEnumerable<string> Problems(string path, string[] lines)
    {
        // Code is at the same line as in the source, so that messages have the line of the source.
        string[] code = [.. lines.Select(CodeOf)];
        string own = $" global using {NamespaceLine().Match(string.Join('\n', lines)).Groups[1].Value};";
        foreach ((int first, int last) in Examples(lines))
        {
            (int First, int Last)[] blocks = [.. Blocks(lines, first, last)];
            if (blocks.Length == 0)
            {
                yield return $"{path}, line {first + 1}: the example has no block of code.";
            }

            foreach ((int First, int Last) block in blocks)
            {
                foreach (string problem in SampleCompiler.Problems(path, code, [block], SampleCompiler.ImplicitUsings + own))
                {
                    yield return problem;
                }
            }
        }
    }

    /// <summary>Finds the examples: the indices of the lines that open and close them.</summary>
    private static IEnumerable<(int First, int Last)> Examples(string[] lines) =>
        from line in lines.Index()
        where line.Item.TrimStart().StartsWith(Marker, StringComparison.Ordinal) && line.Item.Contains("<example>", StringComparison.Ordinal)
        select (line.Index, Array.FindIndex(lines, line.Index, other => other.Contains("</example>", StringComparison.Ordinal)));

    /// <summary>Finds the blocks of an example: the index of the first line of code, and that of the line after the last.</summary>
    private static IEnumerable<(int First, int Last)> Blocks(string[] lines, int first, int last) =>
        from index in Enumerable.Range(first, last - first)
        where lines[index].TrimStart() == $"{Marker} <code>"
        select (index + 1, Array.FindIndex(lines, index, other => other.TrimStart() == $"{Marker} </code>"));

    private static string CodeOf(string line)
    {
        string text = line.TrimStart();
        return text.StartsWith($"{Marker} ", StringComparison.Ordinal) ? WebUtility.HtmlDecode(text[(Marker.Length + 1)..]) : string.Empty;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
