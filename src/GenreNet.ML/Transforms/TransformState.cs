using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core;
using GenreNet.Core.Features;

namespace GenreNet.ML;

/// <summary>Represents a transformer in a saved pipeline: its settings as JSON and, if it classifies, the content of its model.</summary>
internal sealed record TransformState
{
    /// <summary>Gets the version of the settings; later versions are refused.</summary>
    public int FormatVersion { get; init; } = Current;

    /// <summary>Gets the column of paths.</summary>
    public required string Input { get; init; }

    /// <summary>Gets the first of the new columns.</summary>
    public required string Output { get; init; }

    /// <summary>Gets what happens to bad files.</summary>
    public BadAudioPolicy BadAudio { get; init; }

    /// <summary>Gets the limit of the duration.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Gets the features to extract; null for a transformer that classifies.</summary>
    public FeatureOptions? Features { get; init; }

    /// <summary>Gets whether there is a column with the embedding.</summary>
    public bool IncludeEmbedding { get; init; }

    /// <summary>Gets the confidence below which the genre is missing.</summary>
    public double UnknownBelow { get; init; }

    /// <summary>Gets the content of the model, which is stored separately; null for a transformer that extracts features.</summary>
    [JsonIgnore]
    public byte[]? Model { get; init; }

    private const int Current = 1;

    /// <summary>Returns the state of a transformer.</summary>
    public static TransformState Of(string input, AudioTask task)
    {
        var state = new TransformState
        {
            Input = input,
            Output = task.Outputs[0].Name,
            BadAudio = task.Options.BadAudio,
            MaxDuration = task.Options.MaxDuration,
        };
        return task switch
        {
            GenreTask genre => state with
            {
                Model = genre.Model,
                IncludeEmbedding = ((GenreOptions)genre.Options).IncludeEmbedding,
                UnknownBelow = ((GenreOptions)genre.Options).UnknownBelow,
            },
            _ => state with { Features = ((AudioFeatureOptions)task.Options).Features },
        };
    }

    /// <summary>Returns the settings as JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, TransformStateJson.Default.TransformState);

    /// <summary>Creates the transformer again.</summary>
    /// <param name="json">The settings.</param>
    /// <param name="model">The content of the model; null if there is none.</param>
    /// <exception cref="GenreNetException">The settings are damaged, or of a later version.</exception>
    public static AudioTransformer Open(ReadOnlySpan<byte> json, byte[]? model)
    {
        try
        {
            TransformState state = JsonSerializer.Deserialize(json, TransformStateJson.Default.TransformState) ?? throw new JsonException("they are empty");
            return state.FormatVersion is > 0 and <= Current
                ? new AudioTransformer(state.Input, state.Task(model))
                : throw new GenreNetException("The pipeline was saved by a later version of GenreNet.ML: update the package.");
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or ArgumentException)
        {
            throw new GenreNetException($"The settings of an audio transform in the pipeline are damaged ({problem.Message.TrimEnd('.')}): save the pipeline again.", problem);
        }
    }

    private AudioTask Task(byte[]? model)
    {
        AudioTransformOptions options = Features is null
            ? new GenreOptions { BadAudio = BadAudio, MaxDuration = MaxDuration, IncludeEmbedding = IncludeEmbedding, UnknownBelow = UnknownBelow }
            : new AudioFeatureOptions { BadAudio = BadAudio, MaxDuration = MaxDuration, Features = Features };
        options.Validate();
        return options switch
        {
            GenreOptions genre => new GenreTask(Output, genre, model ?? throw new JsonException("the model is missing")),
            _ => new FeatureTask(Output, (AudioFeatureOptions)options),
        };
    }
}

/// <summary>JSON serialization of the settings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TransformState))]
internal sealed partial class TransformStateJson : JsonSerializerContext;
