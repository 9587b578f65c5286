using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Training.Search;

/// <summary>Reads a custom search space from JSON: settings by name, each with a range or a fixed value.</summary>
/// <remarks>
/// <code>
/// {
///   "network": { "choice": ["cnn", "resnet"] },
///   "learning_rate": { "log_uniform": [1e-4, 1e-2] },
///   "label_smoothing": { "uniform": [0, 0.2] },
///   "batch_size": 32
/// }
/// </code>
/// Comments and trailing commas are allowed.
/// </remarks>
public static class SearchSpaceFile
{
    private const long LargestFile = 1 << 20;
    private const string Forms = "Give a value, { \"choice\": [...] }, { \"uniform\": [LOW, HIGH] } or { \"log_uniform\": [LOW, HIGH] }";

    /// <summary>Reads a search space.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or a setting or range is invalid; the message states file,
    /// line and reason.</exception>
    public static SearchSpace Load(string path)
    {
        byte[] json = Read(path);
        try
        {
            List<SearchParameter> parameters = Parse(path, json);
            return parameters.Exists(p => !p.Range.IsFixed)
                ? new SearchSpace(parameters)
                : throw new GenreNetException($"{path} has no range to search. Give at least one setting a range, such as \"learning_rate\": {{ \"log_uniform\": [1e-4, 1e-2] }}.");
        }
        catch (JsonException problem)
        {
            string reason = problem.Message.Split(" LineNumber: ")[0].TrimEnd('.', ' ', '|');
            throw new GenreNetException($"{path}, line {(problem.LineNumber ?? 0) + 1}: {reason}.", problem);
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= LargestFile ? InputFile.ReadAllBytes(path) : throw new GenreNetException($"{path} is not a search space: the file is too large ({length} bytes). Give a .json file of settings.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"Cannot read the search space {path} ({problem.Message.TrimEnd('.')}). Give a .json file of settings, or remove --space.", problem);
        }
    }

    private static List<SearchParameter> Parse(string path, byte[] json)
    {
        var reader = new Utf8JsonReader(json.AsSpan(json.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw Fault(path, json, 0, "a search space must be an object of settings, such as { \"learning_rate\": { \"log_uniform\": [1e-4, 1e-2] } }");
        }

        List<SearchParameter> parameters = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int place = (int)reader.TokenStartIndex;
            string name = reader.GetString()!;
            reader.Read();
            using JsonDocument value = JsonDocument.ParseValue(ref reader);
            if (Tunables.Find(name) is null)
            {
                throw Fault(path, json, place, $"unknown setting '{name}'{NearestName.Suggestion(name, Tunables.All.Select(t => t.Name))}. Choose from {string.Join(", ", Tunables.All.Select(t => t.Name))}");
            }

            if (parameters.Exists(p => p.Name == name))
            {
                throw Fault(path, json, place, $"'{name}' occurs twice. Remove one of them");
            }

            var parameter = new SearchParameter(name, Range(value.RootElement) ?? throw Fault(path, json, place, $"'{name}' has no range. {Forms}"));
            parameters.Add(parameter.Fault is { } fault ? throw Fault(path, json, place, fault) : parameter);
        }

        // Content after the end is an error of its own.
        reader.Read();
        return parameters;
    }

    private static ValueRange? Range(JsonElement value)
    {
        if (Text(value) is { } text)
        {
            return new ChoiceRange([text]);
        }

        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().ToArray() is not [var range] || range.Value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        JsonElement[] items = [.. range.Value.EnumerateArray()];
        switch (range.Name)
        {
            case "choice":
                string?[] choices = [.. items.Select(Text)];
                return choices.Length == 0 || choices.Contains(null) || choices.Distinct(StringComparer.Ordinal).Count() < choices.Length ? null : new ChoiceRange([.. choices.Select(c => c!)]);
            case "uniform" when Bounds(items) is { } bounds:
                return new UniformRange(bounds.Low, bounds.High);
            case "log_uniform" when Bounds(items) is { Low: > 0 } bounds:
                return new LogUniformRange(bounds.Low, bounds.High);
            default:
                return null;
        }
    }

    private static (double Low, double High)? Bounds(JsonElement[] items) =>
        items is [{ ValueKind: JsonValueKind.Number } low, { ValueKind: JsonValueKind.Number } high] && low.TryGetDouble(out double from) && high.TryGetDouble(out double to) && double.IsFinite(to) && from < to
            ? (from, to)
            : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number when value.TryGetDouble(out double number) && double.IsFinite(number) => Tunable.Text(number),
        _ => null,
    };

    private static GenreNetException Fault(string path, byte[] json, int place, string reason) =>
        new($"{path}, line {1 + json.AsSpan(0, place).Count((byte)'\n')}: {reason}.");
}
