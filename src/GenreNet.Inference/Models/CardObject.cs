using System.Text.Json;

namespace GenreNet.Inference;

/// <summary>
/// Reads the members of one JSON object of a model card. Members that are not asked for are ignored, and of two members with the same name
/// the last one counts.
/// </summary>
/// <remarks>
/// A serializer would compile a hundred generic methods per enum type at the first use, which takes longer than all other steps between
/// the start of a program and its first result.
/// </remarks>
/// <param name="json">The object.</param>
/// <param name="path">Names of the members that lead to the object, such as <c>training.split</c>; empty for the card.</param>
internal sealed class CardObject(JsonElement json, string path)
{
    /// <summary>Reads a required text.</summary>
    /// <exception cref="JsonException">The member is missing or not a text. The other methods throw it accordingly.</exception>
    public string Text(string name) => TextOf(Required(name), PathOf(name));

    /// <summary>Reads a text that may be missing, but not null.</summary>
    public string Text(string name, string fallback) => Find(name) is { } value ? TextOf(value, PathOf(name)) : fallback;

    /// <summary>Reads a text; null if it is missing or null.</summary>
    public string? TextOrNull(string name) => FindValue(name) is { } value ? TextOf(value, PathOf(name)) : null;

    /// <summary>Reads a required integer of 32 bits.</summary>
    public int Integer(string name) => IntegerOf(Required(name), name);

    /// <summary>Reads an integer of 32 bits; 0 if it is missing. Null is refused.</summary>
    public int IntegerOrZero(string name) => Find(name) is { } value ? IntegerOf(value, name) : 0;

    /// <summary>Reads an integer of 32 bits; null if it is missing or null.</summary>
    public int? IntegerOrNull(string name) => FindValue(name) is { } value ? IntegerOf(value, name) : null;

    /// <summary>Reads a required integer of 64 bits.</summary>
    public long LongInteger(string name) =>
        Required(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : throw NotInteger(name);

    /// <summary>Reads a required integer of 64 bits without a sign.</summary>
    public ulong UnsignedInteger(string name) => UnsignedIntegerOf(Required(name), name);

    /// <summary>Reads an integer of 64 bits without a sign; null if it is missing or null.</summary>
    public ulong? UnsignedIntegerOrNull(string name) => FindValue(name) is { } value ? UnsignedIntegerOf(value, name) : null;

    /// <summary>Reads a required number.</summary>
    public double Number(string name) => NumberOf(Required(name), name);

    /// <summary>Reads a number; 0 if it is missing. Null is refused.</summary>
    public double NumberOrZero(string name) => Find(name) is { } value ? NumberOf(value, name) : 0;

    /// <summary>Reads a number; null if it is missing or null.</summary>
    public double? NumberOrNull(string name) => FindValue(name) is { } value ? NumberOf(value, name) : null;

    /// <summary>Reads a truth value; false if it is missing.</summary>
    public bool Flag(string name) => Find(name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new JsonException($"{PathOf(name)} is neither true nor false"),
    };

    /// <summary>Reads a value of an enum; its first one if it is missing. It is a number, or a name in any case, with or without hyphens.</summary>
    /// <returns>The value, which need not be defined if it is a number.</returns>
    public T Choice<T>(string name)
        where T : struct, Enum =>
        Find(name) is { } value ? (T)ChoiceOf(value, name, typeof(T)) : default;

    /// <summary>Reads a required list of texts.</summary>
    public string[] Texts(string name) => TextsOf(Required(name), PathOf(name));

    /// <summary>Reads a list of texts that may be missing, but not null.</summary>
    public string[] Texts(string name, string[] fallback) => Find(name) is { } value ? TextsOf(value, PathOf(name)) : fallback;

    /// <summary>Reads a list of texts; null if it is missing or null.</summary>
    public string[]? TextsOrNull(string name) => FindValue(name) is { } value ? TextsOf(value, PathOf(name)) : null;

    /// <summary>Reads a list of lists of texts; null if it is missing or null.</summary>
    public string[][]? TextGroupsOrNull(string name)
    {
        if (FindValue(name) is not { } value)
        {
            return null;
        }

        string[][] groups = new string[LengthOf(value, PathOf(name))][];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = TextsOf(value[i], $"{PathOf(name)}[{i}]");
        }

        return groups;
    }

    /// <summary>Reads an object whose members are all texts; null if it is missing or null.</summary>
    public Dictionary<string, string>? TextsByNameOrNull(string name)
    {
        if (PartOrNull(name, part => part) is not { } part)
        {
            return null;
        }

        var texts = new Dictionary<string, string>();
        foreach (string member in part.Names())
        {
            texts[member] = part.Text(member);
        }

        return texts;
    }

    /// <summary>Reads a required list of numbers in single precision; null is an empty list.</summary>
    public float[] Floats(string name)
    {
        JsonElement list = Required(name);
        if (list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        float[] numbers = new float[LengthOf(list, PathOf(name))];
        int count = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            numbers[count] = item.ValueKind == JsonValueKind.Number && item.TryGetSingle(out float number)
                ? number
                : throw new JsonException($"{PathOf(name)}[{count}] is not a number");
            count++;
        }

        return numbers;
    }

    /// <summary>Reads a required object.</summary>
    /// <param name="name">Name of the member.</param>
    /// <param name="read">Reads the members of the object.</param>
    public T Part<T>(string name, Func<CardObject, T> read)
        where T : class =>
        read(PartOf(Required(name), PathOf(name)));

    /// <summary>Reads an object that may be missing, but not null.</summary>
    public T Part<T>(string name, Func<CardObject, T> read, T fallback)
        where T : class =>
        Find(name) is { } value ? read(PartOf(value, PathOf(name))) : fallback;

    /// <summary>Reads an object; null if it is missing or null.</summary>
    public T? PartOrNull<T>(string name, Func<CardObject, T> read)
        where T : class =>
        FindValue(name) is { } value ? read(PartOf(value, PathOf(name))) : null;

    /// <summary>Reads a list of objects; null if it is missing or null.</summary>
    public T[]? PartsOrNull<T>(string name, Func<CardObject, T> read)
        where T : class
    {
        if (FindValue(name) is not { } value)
        {
            return null;
        }

        T[] parts = new T[LengthOf(value, PathOf(name))];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = read(PartOf(value[i], $"{PathOf(name)}[{i}]"));
        }

        return parts;
    }

    private List<string> Names()
    {
        List<string> names = [];
        foreach (JsonProperty member in json.EnumerateObject())
        {
            names.Add(member.Name);
        }

        return names;
    }

    private JsonElement Required(string name) => Find(name) ?? throw new JsonException($"{PathOf(name)} is missing");

    private JsonElement? Find(string name) => json.TryGetProperty(name, out JsonElement value) ? value : null;

    private JsonElement? FindValue(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private int IntegerOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw NotInteger(name);

    private ulong UnsignedIntegerOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out ulong number) ? number : throw NotInteger(name);

    private double NumberOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number)
            ? number
            : throw new JsonException($"{PathOf(name)} is not a number");

    // The methods of Enum that take a type are compiled ahead of time, unlike those that are generic.
    private object ChoiceOf(JsonElement value, string name, Type type)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return Enum.ToObject(type, IntegerOf(value, name));
        }

        string text = TextOf(value, PathOf(name));
        bool isName = text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.Contains(',');
        return isName && Enum.TryParse(type, text.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true, out object? choice)
            ? choice
            : throw new JsonException($"{PathOf(name)} is not a known value");
    }

    private JsonException NotInteger(string name) => new($"{PathOf(name)} is not an integer in range");

    private static string TextOf(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new JsonException($"{path} is not a text");

    private static string[] TextsOf(JsonElement list, string path)
    {
        string[] texts = new string[LengthOf(list, path)];
        int count = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            texts[count] = item.ValueKind == JsonValueKind.String ? item.GetString()! : throw new JsonException($"{path}[{count}] is not a text");
            count++;
        }

        return texts;
    }

    private static int LengthOf(JsonElement list, string path) =>
        list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : throw new JsonException($"{path} is not a list");

    private static CardObject PartOf(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Object ? new CardObject(value, path) : throw new JsonException($"{path} is not an object");
}
