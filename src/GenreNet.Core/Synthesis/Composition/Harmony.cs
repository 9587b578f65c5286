namespace GenreNet.Core.Synthesis;

/// <summary>A progression of chords made of stacked thirds, one chord a bar (or a number of bars), repeated without end.</summary>
/// <param name="Scale">The scale.</param>
/// <param name="Roots">Degree of each chord's root, counted from 0.</param>
/// <param name="Size">Tones a chord: 3 triads, 4 seventh chords, 5 ninth chords.</param>
/// <param name="BarsPerChord">How long a chord lasts.</param>
internal sealed record Harmony(Scale Scale, int[] Roots, int Size = 3, int BarsPerChord = 1)
{
    /// <summary>Degree of the root that sounds in a bar.</summary>
    public int Root(int bar) => Roots[bar / BarsPerChord % Roots.Length];

    /// <summary>Degrees of the chord that sounds in a bar, root first.</summary>
    public int[] Chord(int bar) => [.. Enumerable.Range(0, Size).Select(i => Root(bar) + (2 * i))];
}
