using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using GenreNet.Core;

namespace GenreNet.Networks;

/// <summary>
/// Rewords the messages of the JSON parser, which name types of .NET, in the words of a network file: layers and their parameters.
/// </summary>
internal static partial class LayerNames
{
    private static readonly Dictionary<string, string> ByType = typeof(LayerSpec).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(layer => layer.DerivedType.FullName!, layer => (string)layer.TypeDiscriminator!, StringComparer.Ordinal);

    /// <summary>Returns a message without the names of types, or the message itself if it names none.</summary>
    /// <param name="message">The message of the parser.</param>
    public static string Reword(string message)
    {
        if (UnknownLayer().Match(message) is { Success: true } layer)
        {
            string name = layer.Groups[1].Value;
            return $"there is no layer '{name}'{NearestName.Suggestion(name, ByType.Values)}. The layers are {string.Join(", ", ByType.Values.Order(StringComparer.Ordinal))}";
        }

        if (UnknownParameter().Match(message) is { Success: true } unknown)
        {
            string name = unknown.Groups[1].Value;
            string[] known = Parameters(unknown.Groups[2].Value);
            string all = known.Length == 0 ? "It has no parameters" : $"Its {Plural.Choose(known.Length, "parameter is", "parameters are")} {string.Join(", ", known)}";
            return $"{Subject(unknown.Groups[2].Value)} has no parameter '{name}'{NearestName.Suggestion(name, known)}. {all}";
        }

        return MissingParameter().Match(message) is { Success: true } missing
            ? $"{Subject(missing.Groups[1].Value)} lacks {missing.Groups[2].Value.Replace("'", string.Empty, StringComparison.Ordinal)}"
            : message;
    }

    private static string Subject(string type) => ByType.TryGetValue(type, out string? layer) ? $"the layer '{layer}'" : "the network";

    private static string[] Parameters(string type)
    {
        Type? found = typeof(LayerSpec).Assembly.GetType(type);
        return found is null ? [] : [.. NetworkJson.Default.GetTypeInfo(found)?.Properties.Select(property => property.Name) ?? []];
    }

    [GeneratedRegex("unrecognized type discriminator id '([^']*)'")]
    private static partial Regex UnknownLayer();

    [GeneratedRegex(@"property '([^']*)' could not be mapped to any \.NET member contained in type '([^']*)'")]
    private static partial Regex UnknownParameter();

    [GeneratedRegex("for type '([^']*)' was missing required properties including: (.*[^.])")]
    private static partial Regex MissingParameter();
}
