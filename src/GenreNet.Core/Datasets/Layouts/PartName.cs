namespace GenreNet.Core.Datasets.Layouts;

/// <summary>What tables call the parts of a split.</summary>
internal static class PartName
{
    /// <summary>The names that are understood, for messages.</summary>
    public const string Known = "train, validation and test";

    /// <summary>The part of a name, without regard to case; null for any other name.</summary>
    public static SplitPart? Parse(string name) => name.ToLowerInvariant() switch
    {
        "train" or "training" => SplitPart.Train,
        "valid" or "validation" or "val" => SplitPart.Validation,
        "test" => SplitPart.Test,
        _ => null,
    };
}
