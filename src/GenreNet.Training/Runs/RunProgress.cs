using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>
/// Represents the progress of a run that is not finished, as stored in <c>progress.json</c> of its folder. The file is written again every
/// second, and deleted when the run is finished; see <see cref="RunProgressLog"/>.
/// </summary>
internal sealed record RunProgress
{
    /// <summary>The time after which a file that does not change belongs to a process that was killed or suspended.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The state of the run.</summary>
    public required RunState State { get; init; }

    /// <summary>Why the run failed; null if it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Increases by one with each write of a living process.</summary>
    public required long Beat { get; init; }

    /// <summary>Name of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>A description of the split.</summary>
    public required string Split { get; init; }

    /// <summary>Number of training, validation and test tracks.</summary>
    public required IReadOnlyList<int> Tracks { get; init; }

    /// <summary>The current epoch, from one; 0 before the first.</summary>
    public int Epoch { get; init; }

    /// <summary>Maximum number of epochs; 0 before the first.</summary>
    public int Epochs { get; init; }

    /// <summary>Number of completed batches in the current epoch.</summary>
    public int Batch { get; init; }

    /// <summary>Number of batches per epoch.</summary>
    public int BatchCount { get; init; }

    /// <summary>Mean loss of the current epoch so far.</summary>
    public double Loss { get; init; }

    /// <summary>Share of segments of the current epoch classified correctly so far, 0 to 1.</summary>
    public double Accuracy { get; init; }

    /// <summary>The epoch with the best validation result so far; 0 before the first.</summary>
    public int BestEpoch { get; init; }

    /// <summary>Time since the start of the process that fits, in seconds.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>
    /// Expected time until the last epoch, in seconds; early stopping can end the fit before. Null if it is not known.
    /// </summary>
    public double? RemainingSeconds { get; init; }

    /// <summary>Memory of the process, in bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>The completed epochs. In an ensemble, epochs are numbered through all its networks.</summary>
    public IReadOnlyList<EpochResult> History { get; init; } = [];

    /// <summary>The training options.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>The share of the fit that is done, 0 to 1.</summary>
    [JsonIgnore]
    public double Share => Epochs == 0 ? 0 : Math.Clamp((Epoch - 1 + ((double)Batch / Math.Max(1, BatchCount))) / Epochs, 0, 1);

    /// <summary>Reads the file.</summary>
    /// <exception cref="GenreNetException">The file cannot be read, or was not written by this version.</exception>
    public static RunProgress Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(InputFile.ReadAllBytes(path), RunProgressJson.Default.RunProgress) ?? throw new JsonException("it contains null");
        }
        catch (JsonException problem)
        {
            throw new GenreNetException($"{path} is damaged ({problem.Message.Split(" Path: ")[0].TrimEnd('.')}). Train again, or delete the file.", problem);
        }
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, RunProgressJson.Default.RunProgress));
}

/// <summary>Specifies the state of a run that is not finished.</summary>
internal enum RunState
{
    /// <summary>The process fits, or was killed.</summary>
    Running,

    /// <summary>The user stopped the run.</summary>
    Interrupted,

    /// <summary>The run ended with an error.</summary>
    Failed,
}

/// <summary>JSON serialization of the progress. Losses may be NaN and must round-trip.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunProgress))]
internal sealed partial class RunProgressJson : JsonSerializerContext;
