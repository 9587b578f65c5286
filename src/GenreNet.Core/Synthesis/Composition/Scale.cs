namespace GenreNet.Core.Synthesis;

/// <summary>Represents a scale above a tonic.</summary>
/// <param name="Tonic">MIDI number of the tonic; 60 is middle C.</param>
/// <param name="Steps">Semitones above the tonic, one value per degree.</param>
internal sealed record Scale(int Tonic, int[] Steps)
{
    public static readonly int[] Major = [0, 2, 4, 5, 7, 9, 11];
    public static readonly int[] Minor = [0, 2, 3, 5, 7, 8, 10];
    public static readonly int[] Dorian = [0, 2, 3, 5, 7, 9, 10];
    public static readonly int[] Mixolydian = [0, 2, 4, 5, 7, 9, 10];
    public static readonly int[] Lydian = [0, 2, 4, 6, 7, 9, 11];
    public static readonly int[] Phrygian = [0, 1, 3, 5, 7, 8, 10];
    public static readonly int[] HarmonicMinor = [0, 2, 3, 5, 7, 8, 11];
    public static readonly int[] Blues = [0, 3, 5, 6, 7, 10];
    public static readonly int[] MajorPentatonic = [0, 2, 4, 7, 9];
    public static readonly int[] MinorPentatonic = [0, 3, 5, 7, 10];

    /// <summary>
    /// Returns the MIDI number of a degree, counted from 0; degrees beyond the octave continue in the next one, negative ones below the
    /// tonic.
    /// </summary>
    public int Degree(int degree)
    {
        int octave = Math.DivRem(degree, Steps.Length, out int step);
        return step < 0 ? Tonic + (12 * (octave - 1)) + Steps[step + Steps.Length] : Tonic + (12 * octave) + Steps[step];
    }

    /// <summary>Returns the frequency in Hz of a MIDI number in equal temperament, with A4 at 440 Hz.</summary>
    public static double Hertz(double midi) => 440 * Math.Pow(2, (midi - 69) / 12);
}

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
