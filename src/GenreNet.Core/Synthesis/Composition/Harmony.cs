namespace GenreNet.Core.Synthesis;

/// <summary>
/// Represents a progression of chords made of stacked thirds, one chord per bar (or per several bars), repeated indefinitely.
/// </summary>
/// <param name="Scale">The scale.</param>
/// <param name="Roots">Degree of each chord's root, counted from 0.</param>
/// <param name="Size">Number of tones per chord: 3 for triads, 4 for seventh chords, 5 for ninth chords.</param>
/// <param name="BarsPerChord">Duration of a chord in bars.</param>
internal sealed record Harmony(Scale Scale, int[] Roots, int Size = 3, int BarsPerChord = 1)
{
    /// <summary>Returns the degree of the root in a bar.</summary>
    public int Root(int bar) => Roots[bar / BarsPerChord % Roots.Length];

    /// <summary>Returns the degrees of the chord in a bar, root first.</summary>
    public int[] Chord(int bar) => [.. Enumerable.Range(0, Size).Select(i => Root(bar) + (2 * i))];
}
