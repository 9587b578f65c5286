namespace GenreNet.Core.Synthesis;

/// <summary>
/// Represents chords written as symbols, one bar each, repeated indefinitely: <c>C Am7 Dm7/G7 C</c> has two chords in the third bar. Immutable.
/// </summary>
internal sealed class Progression
{
    private static readonly Dictionary<string, int[]> Qualities = new()
    {
        [string.Empty] = [0, 4, 7],
        ["m"] = [0, 3, 7],
        ["5"] = [0, 7, 12],
        ["6"] = [0, 4, 7, 9],
        ["7"] = [0, 4, 7, 10],
        ["9"] = [0, 4, 7, 10, 14],
        ["13"] = [0, 4, 10, 14, 21],
        ["m6"] = [0, 3, 7, 9],
        ["m7"] = [0, 3, 7, 10],
        ["m9"] = [0, 3, 7, 10, 14],
        ["maj7"] = [0, 4, 7, 11],
        ["maj9"] = [0, 4, 7, 11, 14],
        ["m7b5"] = [0, 3, 6, 10],
        ["dim7"] = [0, 3, 6, 9],
        ["sus4"] = [0, 5, 7],
    };

    private readonly (int Root, int[] Tones)[][] _bars;

    private Progression((int Root, int[] Tones)[][] bars) => _bars = bars;

    /// <summary>Reads chords that are written in C and transposes them.</summary>
    /// <param name="key">MIDI number of the tonic.</param>
    /// <param name="chords">Chord symbols, with a blank between bars and a slash between the chords of a bar.</param>
    public static Progression In(int key, string chords) =>
        new([.. chords.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(bar => bar.Split('/').Select(symbol => Parse(key, symbol)).ToArray())]);

    /// <summary>Returns the root at a place in a bar, as a MIDI number within an octave above the key.</summary>
    /// <param name="bar">Number of the bar, from 0.</param>
    /// <param name="place">Place within the bar, 0 to 1.</param>
    public int Root(int bar, double place = 0) => At(bar, place).Root;

    /// <summary>Returns the tones of the chord in semitones above its root.</summary>
    public int[] Tones(int bar, double place = 0) => At(bar, place).Tones;

    /// <summary>Returns the chord in close position around a pitch, so that consecutive chords share their common tones.</summary>
    public int[] Close(int bar, double place, int centre)
    {
        (int root, int[] tones) = At(bar, place);
        return [.. tones.Select(tone => Near(root + tone, centre)).Distinct().Order()];
    }

    /// <summary>Returns the chord as a guitar plays it: root, fifth and octave low, the other tones above.</summary>
    public int[] Guitar(int bar, double place)
    {
        (int root, int[] tones) = At(bar, place);
        int low = Near(root, 45);
        return tones.Length == 3 && tones[1] == 7
            ? [low, low + 7, low + 12]
            : [low, low + tones[2], low + 12, .. tones.Where((tone, i) => i is 1 or > 2).Select(tone => low + 12 + (tone % 12)).Order(), low + 12 + tones[2]];
    }

    /// <summary>Returns the pitch nearest to another that is a tone of the chord.</summary>
    public int Nearest(int bar, double place, double pitch)
    {
        (int root, int[] tones) = At(bar, place);
        return tones.Select(tone => Near(root + tone, (int)Math.Round(pitch))).MinBy(tone => Math.Abs(tone - pitch));
    }

    /// <summary>Moves a pitch by octaves to within half an octave of another.</summary>
    public static int Near(int pitch, int centre)
    {
        int lowest = centre - 6;
        return lowest + ((((pitch - lowest) % 12) + 12) % 12);
    }

    private (int Root, int[] Tones) At(int bar, double place)
    {
        (int Root, int[] Tones)[] chords = _bars[bar % _bars.Length];
        return chords[Math.Min(chords.Length - 1, (int)(place * chords.Length))];
    }

    private static (int Root, int[] Tones) Parse(int key, string symbol)
    {
        int step = "C.D.EF.G.A.B".IndexOf(symbol[0], StringComparison.Ordinal);
        int shift = symbol.Length > 1 && symbol[1] is '#' or 'b' ? 1 : 0;
        int sign = shift == 0 ? 0 : symbol[1] == '#' ? 1 : -1;
        return (key + step + sign, Qualities[symbol[(1 + shift)..]]);
    }
}
