using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenreNet.Tests.Support;

/// <summary>Compiles the C# samples of pages and documentation comments against the assemblies of a test project.</summary>
internal static class SampleCompiler
{
    /// <summary>The namespaces that Microsoft.NET.Sdk imports into every file.</summary>
    public const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] References = [.. ReferencedFiles().Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles blocks of code as one program, so that later ones can use what earlier ones declare.</summary>
    /// <param name="page">Path of the file that contains the blocks, for messages.</param>
    /// <param name="lines">The lines of the file.</param>
    /// <param name="blocks">The blocks: the index of the first line of code, and that of the line after the last.</param>
    /// <param name="globalUsings">Source of the using directives that the blocks leave out.</param>
    /// <returns>The errors and warnings, each with page, line and block.</returns>
    public static IEnumerable<string> Problems(string page, string[] lines, IReadOnlyList<(int First, int Last)> blocks, string globalUsings)
    {
        var parse = CSharpParseOptions.Default;
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
        OutputKind kind = statements.Length > 0 ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var options = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Page", [CSharpSyntaxTree.ParseText(globalUsings, parse), program], References, options);
        ImmutableArray<Diagnostic> diagnostics = compilation.GetDiagnostics(TestContext.Current.CancellationToken);
        // A sample may declare a function for the reader to call.
        foreach (Diagnostic diagnostic in diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS8321"))
        {
            int line = diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line + 1;
            int block = blocks.Index().FirstOrDefault(block => line > block.Item.First && line <= block.Item.Last, (-1, default)).Index + 1;
            yield return $"{page}, line {line}, block {block}: {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: {diagnostic.GetMessage()}";
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
