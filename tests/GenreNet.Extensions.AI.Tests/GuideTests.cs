namespace GenreNet.Extensions.AI.Tests;

/// <summary>The samples of the pages compile.</summary>
public class GuideTests
{
    private const string Opening = "```csharp";

    [Theory]
    [InlineData("docs/similar.md")]
    [InlineData("src/GenreNet.Extensions.AI/README.md")]
    public void The_sample_of_a_page_compiles(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, page));
        int first = Array.IndexOf(lines, Opening) + 1;
        Assert.True(first > 0, "the sample was not found");
        Assert.DoesNotContain(lines[first..], line => line == Opening);
        Assert.Empty(SampleCompiler.Problems(page, lines, [(first, Array.IndexOf(lines, "```", first))], SampleCompiler.ImplicitUsings));
    }
}
