using System.Globalization;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Cli;

/// <summary>Describes a split for the user.</summary>
internal static class SplitText
{
    /// <summary>Writes a description of the split, and warnings about it.</summary>
    public static void Write(Terminal terminal, DataSplit split, FeatureSet data)
    {
        foreach (string warning in split.Warnings)
        {
            terminal.Warn(warning);
        }

        string groups = split.IsLeaky || split.Groups is not { Count: > 0 } kept
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {kept.Count} {(kept.Count == 1 ? "group" : "groups")} of {kept.Sum(g => g.Count)} tracks kept whole");
        string choosing = split.Validation.Count == 0 ? "" : $", {Size(split, data, SplitPart.Validation)} to choose the best epoch";
        string testing = split.Test.Count == 0 ? "" : $", {Size(split, data, SplitPart.Test)} to test";
        terminal.Say($"Split: {split.Describe()}{groups}: {Size(split, data, SplitPart.Train)} to learn from{choosing}{testing}.");
    }

    /// <summary>Describes the size of a part of a split.</summary>
    public static string Size(DataSplit split, FeatureSet data, SplitPart part) => split.IsLeaky
        ? string.Create(CultureInfo.InvariantCulture, $"{split.SegmentsOf(data, part).Length} segments")
        : string.Create(CultureInfo.InvariantCulture, $"{split.TracksOf(part).Count} tracks");
}
