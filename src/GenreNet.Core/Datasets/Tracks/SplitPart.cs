namespace GenreNet.Core.Datasets;

/// <summary>Specifies the part of a split.</summary>
public enum SplitPart
{
    /// <summary>Tracks that the network is trained on.</summary>
    Train,

    /// <summary>Tracks that choose the best epoch.</summary>
    Validation,

    /// <summary>Tracks that are evaluated once, at the end.</summary>
    Test,
}

/// <summary>Converts split parts to and from their names in files.</summary>
internal static class SplitPartName
{
    /// <summary>Returns the name of a part: <c>train</c>, <c>validation</c> or <c>test</c>; empty for none.</summary>
    public static string Of(SplitPart? part) => part switch
    {
        null => string.Empty,
        SplitPart.Train => "train",
        SplitPart.Validation => "validation",
        SplitPart.Test => "test",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "The part is not defined."),
    };

    /// <summary>The names accepted by <see cref="Understand"/>, for use in messages.</summary>
    public const string Known = "train, validation and test";

    /// <summary>Returns the part named in a table, ignoring case and accepting the usual short forms; null for any other name.</summary>
    public static SplitPart? Understand(string name) => name.ToLowerInvariant() switch
    {
        "train" or "training" => SplitPart.Train,
        "valid" or "validation" or "val" => SplitPart.Validation,
        "test" => SplitPart.Test,
        _ => null,
    };

    /// <summary>Parses a name returned by <see cref="Of"/>.</summary>
    /// <exception cref="FormatException">There is no part with that name.</exception>
    public static SplitPart? Parse(string name) => name switch
    {
        "" => null,
        "train" => SplitPart.Train,
        "validation" => SplitPart.Validation,
        "test" => SplitPart.Test,
        _ => throw new FormatException($"'{name}' is not a part of a split"),
    };
}
