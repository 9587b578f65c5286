using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenreNet.Architecture.Tests;

/// <summary>Which folders of a project use types of which others, read from the source by the compiler.</summary>
internal sealed class FolderGraph
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; "
        + "global using System.Threading; global using System.Threading.Tasks;";

    // Read once for all projects.
    private static readonly MetadataReference[] Platform = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly Dictionary<(string From, string To), SortedSet<string>> _uses = [];

    private FolderGraph()
    {
    }

    /// <summary>The folders, below the project; the project's own is empty.</summary>
    public IReadOnlyCollection<string> Folders { get; private init; } = [];

    /// <summary>The uses: from a folder to another, with some examples such as <c>Clip.cs: Silence</c>.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> Uses => _uses;

    /// <summary>Reads a project.</summary>
    /// <param name="project">Its name, a folder of <c>src</c>.</param>
    public static FolderGraph Of(string project)
    {
        string root = Path.Combine(Repository.Root, "src", project);
        SyntaxTree[] trees = [.. Repository.Sources($"src/{project}").Select(Repository.Tree)];
        // Packages and other projects are missing: what the compiler does not find is not in this project.
        var compilation = CSharpCompilation.Create(project, [CSharpSyntaxTree.ParseText(ImplicitUsings), .. trees], Platform);
        var graph = new FolderGraph { Folders = [.. trees.Select(tree => FolderOf(root, tree)).Distinct().Order(StringComparer.Ordinal)] };
        ILookup<string, string> declared = trees
            .SelectMany(tree => DeclaredNames(tree).Select(name => (Name: name, Folder: FolderOf(root, tree)))).Distinct()
            .ToLookup(pair => pair.Name, pair => pair.Folder, StringComparer.Ordinal);
        foreach (SyntaxTree tree in trees)
        {
            graph.Add(root, tree, compilation.GetSemanticModel(tree), declared);
        }

        return graph;
    }

    /// <summary>Finds folders that use each other, directly or through others.</summary>
    /// <returns>Groups of two folders or more, each with the uses inside.</returns>
    public IReadOnlyList<string> Cycles()
    {
        // Two folders are in one group when each reaches the other.
        Dictionary<string, HashSet<string>> reached = Folders.ToDictionary(folder => folder, Reach, StringComparer.Ordinal);
        return
        [
            .. Folders.GroupBy(folder => string.Join(' ', Folders.Where(other => other == folder || (reached[folder].Contains(other) && reached[other].Contains(folder)))))
                .Where(group => group.Count() > 1)
                .Select(group => string.Join('\n', _uses.Where(use => group.Contains(use.Key.From) && group.Contains(use.Key.To))
                    .Select(use => $"  {Name(use.Key.From)} -> {Name(use.Key.To)}: {string.Join(", ", use.Value.Take(8))}{(use.Value.Count > 8 ? $" and {use.Value.Count - 8} more" : string.Empty)}"))),
        ];
    }

    private static string Name(string folder) => folder.Length == 0 ? "(root)" : folder;

    private static string FolderOf(string root, SyntaxTree tree)
    {
        string folder = Path.GetRelativePath(root, Path.GetDirectoryName(tree.FilePath)!).Replace('\\', '/');
        return folder == "." ? string.Empty : folder;
    }

    private HashSet<string> Reach(string folder)
    {
        HashSet<string> found = [];
        var open = new Stack<string>([folder]);
        while (open.TryPop(out string? next))
        {
            foreach ((string From, string To) use in _uses.Keys)
            {
                if (use.From == next && found.Add(use.To))
                {
                    open.Push(use.To);
                }
            }
        }

        return found;
    }

    // The names of types and their members, which are all that another folder can mention.
    private static IEnumerable<string> DeclaredNames(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Select(node => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        EventDeclarationSyntax member => member.Identifier.ValueText,
        EnumMemberDeclarationSyntax member => member.Identifier.ValueText,
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => field.Identifier.ValueText,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } property => property.Identifier.ValueText,
        _ => string.Empty,
    }).Where(name => name.Length > 0).Distinct();

    private void Add(string root, SyntaxTree tree, SemanticModel model, ILookup<string, string> declaringFolders)
    {
        string from = FolderOf(root, tree);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            // The compiler takes long: it is asked only if the answer can be a use that is not known yet.
            if (declaringFolders[name.Identifier.ValueText].All(to => to == from || _uses.ContainsKey((from, to))))
            {
                continue;
            }

            SymbolInfo info = model.GetSymbolInfo(name);
            ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            if (type?.OriginalDefinition.DeclaringSyntaxReferences is [var declared, ..])
            {
                string to = FolderOf(root, declared.SyntaxTree);
                if (to != from && declared.SyntaxTree.FilePath.Length > 0)
                {
                    if (!_uses.TryGetValue((from, to), out SortedSet<string>? examples))
                    {
                        _uses[(from, to)] = examples = new SortedSet<string>(StringComparer.Ordinal);
                    }

                    examples.Add($"{Path.GetFileName(tree.FilePath)}: {type.Name}");
                }
            }
        }
    }
}
