using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenreNet.Inference.Tests;

/// <summary>The C# samples of the guides compile.</summary>
public class GuideTests
{
    private const string Opening = "```csharp";

    // Those of Microsoft.NET.Sdk.Web, which are those of Microsoft.NET.Sdk and more.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Net.Http.Json; global using System.Threading; global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private static readonly MetadataReference[] References = [.. ReferencedFiles().Select(path => MetadataReference.CreateFromFile(path))];

    [Theory]
    [InlineData("docs/csharp.md")]
    [InlineData("docs/features.md")]
    [InlineData("docs/migration.md")]
    [InlineData("src/GenreNet.Core/README.md")]
    [InlineData("src/GenreNet.Inference/README.md")]
    [InlineData("src/GenreNet.NAudio/README.md")]
    public void The_samples_of_a_page_compile(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, page));
        Assert.Contains(lines, line => line == Opening);
        // The pages of the packages leave using directives out.
        string usings = page.StartsWith("src/", StringComparison.Ordinal)
            ? "global using GenreNet.Core.Audio; global using GenreNet.Core.Features; global using GenreNet.Inference;" : string.Empty;
        string[] problems = [.. Problems(page, lines, usings)];
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_sample_that_does_not_compile_is_reported_with_page_line_block_and_message()
    {
        string[] page = ["# Page", Opening, "Console.WriteLine(1);", "```", "text", Opening, "using System.Text;", string.Empty, "Console.WriteLine(One);", "```"];
        string problem = Assert.Single(Problems("docs/page.md", page, string.Empty));
        Assert.StartsWith("docs/page.md, line 9, block 2: error CS0103: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_features_of_the_guide_have_the_documented_number_of_values()
    {
        using var folder = new TemporaryFolder();
        string song = folder.File("song.wav");
        WavWriter.Write(song, Fixture.Music(), 22050);

        var extractor = new FeatureExtractor(new MfccOptions { CoefficientCount = 20 }, new ChromaOptions(), new RmsOptions());
        AudioBuffer clip = AudioBuffer.Load(song, sampleRate: 22050);
        float[] rows = extractor.Extract(clip.Samples.Span);

        Assert.Equal((1 + (clip.Samples.Length / 512)) * (20 + 12 + 1), rows.Length);
    }

    /// <summary>Compiles a page as one program: its blocks follow one another, so that later ones can use what earlier ones declare.</summary>
    /// <returns>The errors and warnings, each with page, line and block.</returns>
    private static IEnumerable<string> Problems(string page, string[] lines, string usings)
    {
        var parse = CSharpParseOptions.Default;
        List<(int First, int Last)> blocks = [.. Blocks(lines)];
        StringBuilder imports = new(), statements = new(), declarations = new();
        foreach ((int first, int last) in blocks)
        {
            string code = string.Join('\n', lines[first..last]);
            CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(code, parse).GetCompilationUnitRoot();
            foreach (SyntaxNode node in root.ChildNodes())
            {
                StringBuilder part = node is UsingDirectiveSyntax ? imports : node is GlobalStatementSyntax ? statements : declarations;
                int line = first + code.AsSpan(0, node.FullSpan.Start).Count('\n') + 1;
                part.Append(CultureInfo.InvariantCulture, $"#line {line} \"{page}\"\n{node.ToFullString()}\n");
            }
        }

        SyntaxTree program = CSharpSyntaxTree.ParseText($"{imports}{statements}{declarations}", parse, page);
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Page", [CSharpSyntaxTree.ParseText(ImplicitUsings + usings, parse), program], References, options);
        ImmutableArray<Diagnostic> diagnostics = compilation.GetDiagnostics(TestContext.Current.CancellationToken);
        foreach (Diagnostic diagnostic in diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning))
        {
            int line = diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line + 1;
            int block = blocks.FindIndex(block => line > block.First && line <= block.Last) + 1;
            yield return $"{page}, line {line}, block {block}: {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: {diagnostic.GetMessage()}";
        }
    }

    /// <summary>Finds the blocks of C#: the index of the first line of code, and that of the line after the last.</summary>
    private static IEnumerable<(int First, int Last)> Blocks(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] == Opening)
            {
                int last = Array.IndexOf(lines, "```", i);
                yield return (i + 1, last);
                i = last;
            }
        }
    }

    /// <summary>Lists the assemblies of this test, of which GenreNet's are some, and those of ASP.NET Core, which comes with the SDK.</summary>
    private static IEnumerable<string> ReferencedFiles()
    {
        string[] own = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string web = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(runtime))!, "Microsoft.AspNetCore.App", Path.GetFileName(runtime));
        HashSet<string> names = [.. own.Select(path => Path.GetFileName(path))];
        return own.Concat(Directory.EnumerateFiles(web, "*.dll").Where(path => names.Add(Path.GetFileName(path))));
    }
}
