namespace GenreNet.Core.Datasets;

/// <summary>How parts are written in files.</summary>
internal static class SplitPartName
{
    /// <summary>The name of a part: <c>train</c>, <c>validation</c>, <c>test</c>; empty for none.</summary>
    public static string Of(SplitPart? part) => part switch
    {
        null => string.Empty,
        SplitPart.Train => "train",
        SplitPart.Validation => "validation",
        SplitPart.Test => "test",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no such part"),
    };

    /// <summary>The names that <see cref="Understand"/> is told of in messages.</summary>
    public const string Known = "train, validation and test";

    /// <summary>The part that a table means, without regard to case and with the usual short forms; null for any other name.</summary>
    public static SplitPart? Understand(string name) => name.ToLowerInvariant() switch
    {
        "train" or "training" => SplitPart.Train,
        "valid" or "validation" or "val" => SplitPart.Validation,
        "test" => SplitPart.Test,
        _ => null,
    };

    /// <summary>The part of a name that <see cref="Of"/> gave.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static SplitPart? Parse(string name) => name switch
    {
        "" => null,
        "train" => SplitPart.Train,
        "validation" => SplitPart.Validation,
        "test" => SplitPart.Test,
        _ => throw new FormatException($"'{name}' is no part of a split"),
    };
}
