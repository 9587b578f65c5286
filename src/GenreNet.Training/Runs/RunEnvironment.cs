using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>
/// Represents the environment of a run: everything needed to reproduce it in addition to options, network and split, without
/// machine-specific paths.
/// </summary>
public sealed record RunEnvironment
{
    /// <summary>Version of GenreNet, including the commit if it is known.</summary>
    public required string Genrenet { get; init; }

    /// <summary>Version of TorchSharp.</summary>
    public required string Torchsharp { get; init; }

    /// <summary>Version of ML.NET; null if no trainer of ML.NET was fitted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mlnet { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Dotnet { get; init; }

    /// <summary>Operating system and processor architecture.</summary>
    public required string System { get; init; }

    /// <summary>Vector width and instruction sets, which affect results bit for bit; null in runs that did not record them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arithmetic { get; init; }

    /// <summary>Number of torch threads; results are bit-identical only for the same number.</summary>
    public required int Threads { get; init; }

    /// <summary>The device that the network was fitted on; null in runs that did not record it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Device { get; init; }

    /// <summary>Seed of all random choices.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Hash of the dataset's content.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>The feature options.</summary>
    public required FeatureOptions Features { get; init; }

    /// <summary>The augmented variants of each track that were also used for training; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AugmentedVariants? Augmentation { get; init; }

    /// <summary>Returns the environment of a run in this process.</summary>
    /// <param name="data">The features and labels.</param>
    /// <param name="options">The training settings.</param>
    public static RunEnvironment Of(FeatureSet data, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return new RunEnvironment
        {
            Genrenet = EngineVersions.GenreNet,
            Torchsharp = EngineVersions.Torch,
            Mlnet = options.Trainer is null ? null : EngineVersions.MlNet,
            Dotnet = RuntimeInformation.FrameworkDescription,
            System = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
            Arithmetic = EngineArithmetic.Text,
            Threads = options.Threads,
            Device = options.Device.ToString(),
            Seed = options.Seed,
            Dataset = data.DatasetName,
            DatasetFingerprint = data.DatasetFingerprint,
            Features = data.Options,
            Augmentation = data.Augmentation,
        };
    }
}
