using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>What a run was made with, beside its options, network and split: all that is needed to repeat it, and no path of a machine.</summary>
public sealed record RunEnvironment
{
    /// <summary>Version of GenreNet, with the commit where it was built from one.</summary>
    public required string Genrenet { get; init; }

    /// <summary>Version of TorchSharp.</summary>
    public required string Torchsharp { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Dotnet { get; init; }

    /// <summary>Operating system and processor architecture.</summary>
    public required string System { get; init; }

    /// <summary>Vector width and instruction sets that results depend on bit for bit; null in runs that did not record them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arithmetic { get; init; }

    /// <summary>Threads of torch: results repeat bit for bit at the same number.</summary>
    public required int Threads { get; init; }

    /// <summary>Seed of all random choices.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Hash of the dataset's content.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>How its features were made.</summary>
    public required FeatureOptions Features { get; init; }

    /// <summary>The changed copies of each track that trained as well; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AugmentedCopies? Copies { get; init; }

    /// <summary>The environment of a run in this process.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">The settings.</param>
    public static RunEnvironment Of(FeatureSet data, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return new RunEnvironment
        {
            Genrenet = EngineVersions.GenreNet,
            Torchsharp = EngineVersions.Torch,
            Dotnet = RuntimeInformation.FrameworkDescription,
            System = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
            Arithmetic = EngineArithmetic.Text,
            Threads = options.Threads,
            Seed = options.Seed,
            Dataset = data.DatasetName,
            DatasetFingerprint = data.DatasetFingerprint,
            Features = data.Options,
            Copies = data.Copies,
        };
    }
}
