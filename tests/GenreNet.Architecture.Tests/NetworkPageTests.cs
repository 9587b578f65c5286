using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenreNet.Architecture.Tests;

/// <summary>docs/networks.md documents all layers with all parameters; the layers are read from the source.</summary>
public partial class NetworkPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "networks.md"));

    private static readonly RecordDeclarationSyntax[] Records =
    [
        .. from file in Repository.Sources("src/GenreNet.Networks/Layers")
           from record in Repository.Tree(file).GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>()
           select record,
    ];

    [Fact]
    public void Every_layer_has_a_row_and_every_parameter_is_named()
    {
        (string Record, string Layer)[] layers = [.. Layers()];
        Assert.True(layers.Length > 30, $"Only {layers.Length} layers were found.");
        Assert.All(layers, layer =>
        {
            // Networks and layers can have the same name.
            string rows = string.Concat(Regex.Matches(Page, $@"^\| `{layer.Layer}` \|.*$", RegexOptions.Multiline).Select(match => match.Value));
            Assert.True(rows.Length > 0, $"docs/networks.md lacks a row for the layer {layer.Layer}.");
            Assert.All(
                ParametersOf(layer.Record),
                name => Assert.True(
                    (layer.Layer == "conv2d" ? Page : rows).Contains($"`{name}`", StringComparison.Ordinal),
                    $"docs/networks.md does not name the parameter {name} of the layer {layer.Layer}."));
        });
    }

    [Fact]
    public void Every_row_describes_a_layer_a_network_or_a_parameter()
    {
        string[] known = [.. Layers().Select(layer => layer.Layer), .. Layers().SelectMany(layer => ParametersOf(layer.Record)), .. Networks()];
        Assert.All(FirstColumn().Matches(Page).Select(match => match.Groups[1].Value), name => Assert.Contains(name, known));
        Assert.All(Networks(), name => Assert.Contains($"\n| `{name}` |", Page, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Record, string Layer)> Layers() =>
        from attribute in Records.Single(record => record.Identifier.Text == "LayerSpec").DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() == "JsonDerivedType"
        let arguments = attribute.ArgumentList!.Arguments
        select (((TypeOfExpressionSyntax)arguments[0].Expression).Type.ToString(), ((LiteralExpressionSyntax)arguments[1].Expression).Token.ValueText);

    private static IEnumerable<string> ParametersOf(string record)
    {
        RecordDeclarationSyntax layer = Records.Single(found => found.Identifier.Text == record);
        IEnumerable<string> positional = layer.ParameterList?.Parameters.Select(parameter => parameter.Identifier.Text) ?? [];
        IEnumerable<string> properties =
            from property in layer.Members.OfType<PropertyDeclarationSyntax>()
            where property.Modifiers.Any(SyntaxKind.PublicKeyword) && property.AccessorList?.Accessors.Any(SyntaxKind.InitAccessorDeclaration) == true
            select property.Identifier.Text;
        return positional.Concat(properties).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);
    }

    /// <summary>The names of the catalogue.</summary>
    private static string[] Networks()
    {
        string catalogue = File.ReadAllText(Path.Combine(Repository.Root, "src", "GenreNet.Networks", "GenreNetworks.cs"));
        Dictionary<string, string> constants = Constant().Matches(catalogue).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        return [.. Entry().Matches(catalogue).Select(match => match.Groups[1].Value is var name && name[0] == '"' ? name.Trim('"') : constants[name])];
    }

    [GeneratedRegex(@"^\| `([\w-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstColumn();

    [GeneratedRegex(@"const string (\w+) = ""([\w-]+)""")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^        \((""[\w-]+""|\w+), (?:Any|Mels|Frames|\[)", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
