namespace GenreNet.Core.Synthesis;

/// <summary>
/// Parses one bar of rhythm written as text, one character per step: a dot or blank is a rest, <c>X</c> an accent, <c>x</c> a normal note,
/// <c>o</c> a soft note; the meaning of other letters depends on the layer.
/// </summary>
internal static class Pattern
{
    /// <summary>Returns the notes of a pattern in order; bar lines (<c>|</c>) are ignored.</summary>
    public static IEnumerable<(int Step, char Symbol, double Velocity)> Read(string pattern)
    {
        int step = 0;
        foreach (char symbol in pattern)
        {
            if (symbol == '|')
            {
                continue;
            }

            if (symbol is not ('.' or ' '))
            {
                yield return (step, symbol, symbol switch { 'X' => 1, 'o' => 0.4, _ => 0.7 });
            }

            step++;
        }
    }
}
