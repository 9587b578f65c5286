using System.Text.Json;

namespace GenreNet.Networks;

/// <summary>Finds the lines of a file at which layers begin.</summary>
internal static class LayerLines
{
    /// <summary>Returns the line numbers, from 1, by <see cref="LayerPath"/>.</summary>
    /// <param name="json">A network that was parsed without errors.</param>
    public static IReadOnlyDictionary<string, int> Of(byte[] json)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        reader.Read();
        ReadObject(ref reader, json, name => name == "layers" ? string.Empty : null, lines);
        return lines;
    }

    // Starts at the start token of an object and stops at its end token.
    private static void ReadObject(ref Utf8JsonReader reader, byte[] json, Func<string, string?> listOf, Dictionary<string, int> lines)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            string? list = listOf(name);
            reader.Read();
            if (list is not null && name == "branches" && reader.TokenType == JsonTokenType.StartArray)
            {
                ReadBranches(ref reader, json, list, lines);
            }
            else if (list is not null && reader.TokenType == JsonTokenType.StartArray)
            {
                ReadList(ref reader, json, list, lines);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadList(ref Utf8JsonReader reader, byte[] json, string list, Dictionary<string, int> lines)
    {
        for (int i = 0; reader.Read() && reader.TokenType == JsonTokenType.StartObject; i++)
        {
            string path = LayerPath.Of(list, i);
            lines[path] = 1 + json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
            ReadObject(ref reader, json, name => name is "body" or "shortcut" ? LayerPath.ListOf(path, name) : name == "branches" ? path : null, lines);
        }
    }

    private static void ReadBranches(ref Utf8JsonReader reader, byte[] json, string block, Dictionary<string, int> lines)
    {
        for (int i = 0; reader.Read() && reader.TokenType == JsonTokenType.StartArray; i++)
        {
            ReadList(ref reader, json, LayerPath.ListOf(block, LayerPath.Branch(i)), lines);
        }
    }
}
