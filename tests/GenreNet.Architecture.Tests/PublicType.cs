using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenreNet.Architecture.Tests;

/// <summary>A public class, struct, record or interface with its documentation comment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">File and line of its declaration, for messages.</param>
/// <param name="Comment">Its comment; the comments of all parts of a partial type.</param>
/// <param name="Declarations">Its declarations: more than one for a partial type.</param>
internal sealed partial record PublicType(string Name, string Place, XElement Comment, IReadOnlyList<TypeDeclarationSyntax> Declarations)
{
    // Their base type states it for all of them.
    private static readonly string[] BasesThatState = ["LayerSpec", "BlockSpec"];

    private static readonly string[] NamesOfFiles = ["path", "folder", "file"];

    private static readonly string[] TypesOfFiles = ["Stream", "TrackLibrary"];

    /// <summary>Gets whether it has an example with code.</summary>
    public bool HasExample => Comment.Elements("example").Any(example => example.Descendants("code").Any());

    /// <summary>Gets whether it needs a statement on thread safety and has none.</summary>
    public bool LacksThreadSafety => NeedsThreadSafety && !Statement().IsMatch(Text);

    /// <summary>Gets the text of summary and remarks.</summary>
    private string Text => string.Join('\n', Comment.Elements().Where(e => e.Name == "summary" || e.Name == "remarks").Select(e => e.Value));

    // Exceptions, and static classes without state that use no files, are safe without saying so.
    private bool NeedsThreadSafety => !Name.EndsWith("Exception", StringComparison.Ordinal)
        && !BasesThatState.Any(HasBase)
        && (!Declarations.Any(d => d.Modifiers.Any(SyntaxKind.StaticKeyword)) || UsesFiles);

    private bool UsesFiles => Declarations.SelectMany(d => d.Members).OfType<MethodDeclarationSyntax>()
        .Where(method => method.Modifiers.Any(SyntaxKind.PublicKeyword))
        .SelectMany(method => method.ParameterList.Parameters)
        .Any(p => TypesOfFiles.Contains(p.Type!.ToString()) || (p.Type!.ToString() == "string" && NamesOfFiles.Contains(p.Identifier.Text)));

    /// <summary>Reads the public types of a project.</summary>
    /// <param name="project">Its name, a folder of <c>src</c>.</param>
    public static IEnumerable<PublicType> Of(string project) => In(Repository.Sources($"src/{project}").Select(Repository.Tree));

    /// <summary>Reads the public types of source files.</summary>
    /// <param name="files">The files.</param>
    public static IEnumerable<PublicType> In(IEnumerable<SyntaxTree> files) =>
        from file in files
        from declaration in file.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        where declaration is not ExtensionBlockDeclarationSyntax && declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(d => d.Modifiers.Any(SyntaxKind.PublicKeyword))
        group declaration by declaration.Identifier.Text into parts
        let documented = parts.MaxBy(part => CommentOf(part).Length)!
        select new PublicType(
            parts.Key,
            $"{Repository.Relative(documented.SyntaxTree.FilePath)}:{documented.Identifier.GetLocation().GetLineSpan().StartLinePosition.Line + 1}",
            XElement.Parse($"<comment>{string.Concat(parts.Select(CommentOf))}</comment>"),
            [.. parts]);

    private static string CommentOf(TypeDeclarationSyntax declaration) => string.Join('\n', declaration.GetLeadingTrivia().ToFullString()
        .Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("///", StringComparison.Ordinal)).Select(line => line[3..]));

    private bool HasBase(string name) => Declarations.Any(d => d.BaseList?.Types.Any(type => type.Type.ToString() == name) == true);

    [GeneratedRegex(@"\b(immutable|thread-safe|(several|between|by|any)\s+threads?|one\s+thread\s+at\s+a\s+time)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();
}
