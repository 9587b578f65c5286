namespace GenreNet.Core.Synthesis;

/// <summary>A kind of music: a name and a way to fill an empty piece.</summary>
/// <param name="Name">The genre's name and folder.</param>
/// <param name="Compose">Plays a whole piece into the score, with the score's random numbers only.</param>
internal sealed record Style(string Name, Action<Score> Compose)
{
    /// <summary>All styles, sorted ordinally by name.</summary>
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
