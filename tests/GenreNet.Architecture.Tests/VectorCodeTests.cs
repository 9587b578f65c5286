using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenreNet.Architecture.Tests;

/// <summary>
/// Code of vectors cannot be compiled ahead of time. Unless an attribute says otherwise, .NET compiles it without any optimization first, and
/// each operation of a vector is then a call: the first clip of a program takes several times as long.
/// </summary>
public class VectorCodeTests
{
    private static readonly string[] Projects = ["GenreNet.Core", "GenreNet.Inference"];
    private static readonly string[] VectorTypes = ["Vector", "Vector128", "Vector256", "Vector512"];

    // The browser interprets its own code of vectors.
    private const string Interpreted = "InterpretedDotProduct.cs";

    [Fact]
    public void Methods_with_vectors_are_compiled_with_optimizations_or_inlined() =>
        Assert.Empty(Unmarked(Projects.SelectMany(project => Repository.Sources($"src/{project}"))
            .Where(file => Path.GetFileName(file) != Interpreted).Select(Repository.Tree)));

    [Theory]
    [InlineData("class A { void M() { for (int i = 0; i < 9; i += Vector<float>.Count) { _ = Vector.Load(p); } } }", true)]
    [InlineData("class A { void M() { _ = Vector256.Create(1f); } }", true)]
    [InlineData("class A { [MethodImpl(HotLoop.Options)] void M() { _ = Vector256.Create(1f); } }", false)]
    [InlineData("class A { [MethodImpl(MethodImplOptions.AggressiveInlining)] Vector<float> M() => Vector<float>.Zero; }", false)]
    [InlineData("class A { [MethodImpl(MethodImplOptions.AggressiveInlining)] Vector<float> M() => Vector<float>.Zero; void N() { M(); } }", true)]
    [InlineData("class A { static bool Is => Vector<float>.Count == 8; static nint Length(int n) => n * Vector<float>.Count; }", false)]
    [InlineData("class A { void M() { _ = Vector(0); } Span<float> Vector(int age) => default; }", false)]
    [InlineData("class A { void M() { Span<float> vector = default; } }", false)]
    public void A_missing_attribute_is_found(string source, bool isMissing) =>
        Assert.Equal(isMissing, Unmarked([CSharpSyntaxTree.ParseText(source, path: "Source.cs")]).Any());

    private static IEnumerable<string> Unmarked(IEnumerable<SyntaxTree> trees)
    {
        BaseMethodDeclarationSyntax[] methods = [.. trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>())];
        // What is inlined into a method is compiled as the method is.
        HashSet<(string Type, string Name)> inlined =
        [
            .. methods.OfType<MethodDeclarationSyntax>()
                .Where(method => Attribute(method)?.Contains("AggressiveInlining", StringComparison.Ordinal) == true && UsesVectors(method))
                .SelectMany(method => Types(method).Take(1), (method, type) => (type, method.Identifier.Text)),
        ];
        return methods.Where(method => Attribute(method) is null && (UsesVectors(method) || Calls(method).Any(inlined.Contains)))
            .Select(method => $"{Path.GetFileName(method.SyntaxTree.FilePath)}: {(method as MethodDeclarationSyntax)?.Identifier.Text ?? "constructor"}");
    }

    private static string? Attribute(BaseMethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString() == "MethodImpl")?.ToString();

    private static IEnumerable<SimpleNameSyntax> Names(BaseMethodDeclarationSyntax method) =>
        ((SyntaxNode?)method.Body ?? method.ExpressionBody)?.DescendantNodes().OfType<SimpleNameSyntax>() ?? [];

    /// <summary>Returns whether a method computes with vectors; their lengths alone are numbers.</summary>
    private static bool UsesVectors(BaseMethodDeclarationSyntax method) => Names(method).Any(name =>
        VectorTypes.Contains(name.Identifier.Text)
        && name.Parent is not InvocationExpressionSyntax
        && !(name.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "Count" or "IsHardwareAccelerated" or "IsSupported" } access && access.Expression == name));

    /// <summary>Returns the type and the name of the methods that a method calls: its own, inherited and static ones.</summary>
    private static IEnumerable<(string Type, string Name)> Calls(BaseMethodDeclarationSyntax method) => Names(method).SelectMany(name => name.Parent switch
    {
        InvocationExpressionSyntax => Types(method),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Expression: SimpleNameSyntax type } access when access.Name == name => [type.Identifier.Text],
        _ => [],
    }, (name, type) => (type, name.Identifier.Text));

    /// <summary>Returns the type that declares a method, and its base types.</summary>
    private static IEnumerable<string> Types(BaseMethodDeclarationSyntax method) => method.Parent is BaseTypeDeclarationSyntax type
        ? [type.Identifier.Text, .. type.BaseList?.Types.Select(each => each.Type).OfType<SimpleNameSyntax>().Select(each => each.Identifier.Text) ?? []]
        : [];
}
