using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GenreNet.Core.Datasets;
using GenreNet.Networks;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Represents everything that determines the result of a fit: fits with equal origins have equal weights after the same number of epochs.
/// </summary>
internal sealed record FittingOrigin
{
    /// <summary>The training options, as JSON.</summary>
    public required string Options { get; init; }

    /// <summary>The network layers, as JSON.</summary>
    public required string Network { get; init; }

    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Hash of the dataset's content.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>Hash of the features and labels.</summary>
    public required string Features { get; init; }

    /// <summary>Hash of the split.</summary>
    public required string Split { get; init; }

    /// <summary>Versions of GenreNet and torch, and the architecture of the process.</summary>
    public required string Engine { get; init; }

    /// <summary>
    /// Vector width and instruction sets, which affect results bit for bit (the thread count is part of the options). Null in files written
    /// before it was recorded; those can be resumed on any machine.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arithmetic { get; init; }

    /// <summary>Returns the origin of a fit.</summary>
    public static FittingOrigin Of(TrainingOptions options, NetworkSpec network, FeatureSet data, DataSplit split) => new()
    {
        Options = JsonSerializer.Serialize(options.WithoutPath(), CheckpointJson.Default.TrainingOptions),
        Network = NetworkFile.ToJson(network),
        Dataset = data.DatasetName,
        DatasetFingerprint = data.DatasetFingerprint,
        Features = FeaturesOf(data),
        Split = Hash(split.ToJson()),
        Engine = EngineVersions.Text,
        Arithmetic = EngineArithmetic.Text,
    };

    /// <summary>Describes the differences from another origin; returns null if there are none.</summary>
    /// <param name="now">The other origin.</param>
    public string? DifferenceFrom(FittingOrigin now) => this switch
    {
        _ when DatasetFingerprint != now.DatasetFingerprint || Features != now.Features => $"from the dataset {Dataset} with other content than {now.Dataset} has now",
        _ when Engine != now.Engine => $"from {Engine}, but this program uses {now.Engine}",
        _ when Arithmetic is not null && Arithmetic != now.Arithmetic =>
            $"from a processor with different floating-point rounding ({Arithmetic}) than this one ({now.Arithmetic ?? "not recorded"})",
        _ when OptionThatDiffers(now) is { } option => option,
        _ when Network != now.Network => "from a network of the same name with other layers",
        _ when Split != now.Split => "from another split of the same tracks",
        _ => null,
    };

    private static string FeaturesOf(FeatureSet data)
    {
        var hash = new XxHash128();
        for (int segment = 0; segment < data.SegmentCount; segment++)
        {
            hash.Append(System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.Segment(segment)));
            hash.Append(System.Text.Encoding.UTF8.GetBytes($"{data.TrackIds[segment]}\n{data.Labels[segment]} {data.Variants[segment]}\n"));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));

    private string? OptionThatDiffers(FittingOrigin now) => Difference(string.Empty, JsonNode.Parse(Options), JsonNode.Parse(now.Options));

    private static string? Difference(string name, JsonNode? then, JsonNode? now)
    {
        if (then is not JsonObject before || now is not JsonObject after)
        {
            return JsonNode.DeepEquals(then, now) ? null : $"from a run with {name} = {Text(then)}, and now it is {Text(now)}";
        }

        return before.Select(member => member.Key).Union(after.Select(member => member.Key), StringComparer.Ordinal)
            .Select(member => Difference(name.Length == 0 ? member : $"{name}.{member}", before[member], after[member]))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "not set";
}
