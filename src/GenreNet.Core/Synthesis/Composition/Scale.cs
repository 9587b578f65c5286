namespace GenreNet.Core.Synthesis;

/// <summary>Represents a scale of seven tones per octave above a tonic.</summary>
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
