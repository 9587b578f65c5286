using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenreNet.Core;

namespace GenreNet.Training.Serving;

/// <summary>Represents the answer of a service for one file.</summary>
/// <param name="Genre">The predicted genre.</param>
/// <param name="Confidence">The probability of the genre, 0 to 1; null if the service does not report it.</param>
/// <param name="Json">The complete answer.</param>
internal sealed record ServiceAnswer(string Genre, double? Confidence, JsonObject Json)
{
    /// <summary>Warnings of the service about the audio, one sentence each; can be empty.</summary>
    public IReadOnlyList<string> Warnings => Json["warnings"] is JsonArray warnings
        ? [.. warnings.OfType<JsonValue>().Select(warning => warning.ToString())]
        : [];

    /// <summary>Whether the service reports the clip as silent.</summary>
    public bool IsSilent => Flag("silent");

    /// <summary>Whether the service reports the clip as short.</summary>
    public bool IsShort => Flag("short");

    /// <summary>
    /// Whether the service reports the clip as out of distribution, that is, unlike the music that its model was trained on.
    /// </summary>
    public bool IsOutOfDistribution => Flag("out_of_distribution");

    /// <summary>
    /// Gets the sound class of the clip if the service reports that it contains no music, such as <c>speech 93 %</c>; null otherwise.
    /// </summary>
    public string? NotMusic
    {
        get
        {
            if (HasFlag(Json, "is_music", value: false) && Json["content"] is JsonArray content
                && content.OfType<JsonObject>().FirstOrDefault(sound => HasFlag(sound, "is_music", value: false)) is { } other
                && other["label"] is { } label && other["probability"] is JsonValue probability && probability.TryGetValue(out double share))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{label} {share:0 %}");
            }

            return null;
        }
    }

    /// <summary>Parses an answer: in GenreNet's format, or with only <c>genre</c> or <c>predicted_genre</c>.</summary>
    /// <exception cref="GenreNetException">The answer has neither format.</exception>
    public static ServiceAnswer Parse(string text, Uri service)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject json && (json["genre"] ?? json["predicted_genre"])?.GetValue<string>() is { } genre)
            {
                return new ServiceAnswer(genre, json["confidence"]?.GetValue<double>(), json);
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            // Handled by the exception below.
        }

        throw new GenreNetException($"{service} returned a response that is not a prediction. Check that a genre service runs at this address.");
    }

    private bool Flag(string name) => HasFlag(Json, name, value: true);

    private static bool HasFlag(JsonObject json, string name, bool value) =>
        json[name] is JsonValue found && found.TryGetValue(out bool isSet) && isSet == value;
}
