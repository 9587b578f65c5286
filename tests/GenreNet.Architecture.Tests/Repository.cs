using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenreNet.Architecture.Tests;

/// <summary>The files of the repository, which do not change while the tests run.</summary>
internal static class Repository
{
    private static readonly ConcurrentDictionary<string, string[]> Found = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, SyntaxTree> Trees = new(StringComparer.Ordinal);

    public static string Root => RepositoryRoot.Path;

    public static IEnumerable<string> Projects => Files("*.csproj");

    public static IEnumerable<string> Sources(string below) => Files("*.cs").Where(f => f.StartsWith(Path.Combine(Root, below) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    public static XDocument Project(string name) => XDocument.Load(Projects.Single(p => Path.GetFileNameWithoutExtension(p) == name));

    public static string[] References(XDocument project, string kind) =>
        [.. project.Descendants(kind).Select(e => (string)e.Attribute("Include")!).Order(StringComparer.Ordinal)];

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Parses a source file, once for all tests.</summary>
    public static SyntaxTree Tree(string path) => Trees.GetOrAdd(path, file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file));

    private static string[] Files(string pattern) => Found.GetOrAdd(pattern, wanted =>
    [
        .. Directory.EnumerateFiles(Root, wanted, SearchOption.AllDirectories)
            .Where(f => !Relative(f).Split('/').Any(part => part is "obj" or "bin" or ".git")),
    ]);
}
