using GenreNet.Core;
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
            : $", {Plural.Of(kept.Count, "group")} of {Plural.Of(kept.Sum(g => g.Count), "track")} kept together";
        string choosing = split.Validation.Count == 0 ? "" : $", {Size(split, data, SplitPart.Validation)} for validation";
        string testing = split.Test.Count == 0 ? "" : $", {Size(split, data, SplitPart.Test)} for testing";
        terminal.Say($"Split: {split.Describe()}{groups}: {Size(split, data, SplitPart.Train)} for training{choosing}{testing}.");
    }

    /// <summary>Describes the size of a part of a split.</summary>
    /// <param name="split">The split.</param>
    /// <param name="data">The data that was split.</param>
    /// <param name="part">The part.</param>
    /// <param name="kind">An adjective before the noun, with a space after it, such as <c>"test "</c>.</param>
    public static string Size(DataSplit split, FeatureSet data, SplitPart part, string kind = "") => split.IsLeaky
        ? Plural.Of(split.SegmentsOf(data, part).Length, $"{kind}segment")
        : Plural.Of(split.TracksOf(part).Count, $"{kind}track");
}
