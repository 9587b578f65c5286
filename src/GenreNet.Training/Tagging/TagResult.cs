namespace GenreNet.Training.Tagging;

/// <summary>Specifies what happened to a file, or what would happen.</summary>
internal enum TagAction
{
    /// <summary>The tags already contain the genre.</summary>
    Unchanged,

    /// <summary>The genre would be written, in a dry run.</summary>
    WouldWrite,

    /// <summary>The genre was written.</summary>
    Written,

    /// <summary>No genre is probable enough.</summary>
    TooUncertain,

    /// <summary>The tags contain another genre, which is kept.</summary>
    HasGenre,

    /// <summary>The tags of the format are not supported.</summary>
    Unsupported,

    /// <summary>The file cannot be classified or written.</summary>
    Error,
}

/// <summary>Names the actions in tables and JSON.</summary>
internal static class TagActions
{
    /// <summary>Returns the action as words.</summary>
    public static string Words(this TagAction action) => action switch
    {
        TagAction.Unchanged => "unchanged",
        TagAction.WouldWrite => "would write",
        TagAction.Written => "written",
        TagAction.TooUncertain => "too uncertain",
        TagAction.HasGenre => "has a genre",
        TagAction.Unsupported => "unsupported",
        _ => "error",
    };
}

/// <summary>Represents the result for one file. Immutable.</summary>
/// <param name="File">The file, as given by the user.</param>
/// <param name="Action">What happened.</param>
internal sealed record TagResult(string File, TagAction Action)
{
    /// <summary>The genres in the tags before; empty if there were none.</summary>
    public IReadOnlyList<string> Present { get; init; } = [];

    /// <summary>The genres of the model, as they are written; the most probable one if the answer is too uncertain.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>The probability of the most probable genre, 0 to 1; null if the file was not classified.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why the file was not written, or what else is to be known; null if the action says everything.</summary>
    public string? Reason { get; init; }
}
