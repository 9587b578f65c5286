using GenreNet.Core.Numerics;

namespace GenreNet.Core.Synthesis;

/// <summary>Represents a genre of GTZAN: how a band plays it and how a recording of it sounds.</summary>
/// <param name="Name">Name of the genre, as in GTZAN.</param>
/// <param name="Compose">Records the tracks of a piece, using only the score's random numbers.</param>
/// <param name="Mastering">Room, tone, dynamics and level of the recording.</param>
internal sealed record Genre(string Name, Action<Score> Compose, Mastering Mastering)
{
    /// <summary>Gets all genres, sorted ordinally by name.</summary>
    public static IReadOnlyList<Genre> All { get; } =
    [
        new("blues", Blues.Compose, Blues.Mastering),
        new("classical", Classical.Compose, Classical.Mastering),
        new("country", Country.Compose, Country.Mastering),
        new("disco", Disco.Compose, Disco.Mastering),
        new("hiphop", HipHop.Compose, HipHop.Mastering),
        new("jazz", Jazz.Compose, Jazz.Mastering),
        new("metal", Metal.Compose, Metal.Mastering),
        new("pop", Pop.Compose, Pop.Mastering),
        new("reggae", Reggae.Compose, Reggae.Mastering),
        new("rock", Rock.Compose, Rock.Mastering),
    ];

    /// <summary>Composes and records a piece.</summary>
    /// <param name="sampleCount">Length in samples.</param>
    /// <param name="random">Source of all random choices.</param>
    public float[] Record(int sampleCount, SeededRandom random)
    {
        var score = new Score(random.Fork(0), sampleCount);
        Compose(score);
        return Mastering.Mix(score.Tracks, random.Fork(1));
    }
}
