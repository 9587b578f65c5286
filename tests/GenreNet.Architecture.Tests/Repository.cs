using System.Xml.Linq;

namespace GenreNet.Architecture.Tests;

/// <summary>The files of the repository.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Path;

    public static IEnumerable<string> Projects => Files("*.csproj");

    public static IEnumerable<string> Sources(string below) => Files("*.cs").Where(f => f.StartsWith(Path.Combine(Root, below) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    public static XDocument Project(string name) => XDocument.Load(Projects.Single(p => Path.GetFileNameWithoutExtension(p) == name));

    public static string[] References(XDocument project, string kind) =>
        [.. project.Descendants(kind).Select(e => (string)e.Attribute("Include")!).Order(StringComparer.Ordinal)];

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Where(f => !Relative(f).Split('/').Any(part => part is "obj" or "bin" or ".git"));
}
