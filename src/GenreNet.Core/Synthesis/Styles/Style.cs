namespace GenreNet.Core.Synthesis;

/// <summary>Represents a style of music: a name and a method that fills an empty piece.</summary>
/// <param name="Name">Name of the genre and of its folder.</param>
/// <param name="Compose">Plays a complete piece into the score, using only the score's random numbers.</param>
internal sealed record Style(string Name, Action<Score> Compose)
{
    /// <summary>Gets all styles, sorted ordinally by name.</summary>
    public static IReadOnlyList<Style> All { get; } =
    [
        new("ambient", Ambient.Compose),
        new("bossa", Bossa.Compose),
        new("chiptune", Chiptune.Compose),
        new("dub", Dub.Compose),
        new("folk", Folk.Compose),
        new("house", House.Compose),
        new("march", March.Compose),
        new("swing", Swing.Compose),
        new("techno", Techno.Compose),
        new("waltz", Waltz.Compose),
    ];
}
