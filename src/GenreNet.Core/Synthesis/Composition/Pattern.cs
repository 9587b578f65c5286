namespace GenreNet.Core.Synthesis;

/// <summary>One bar written down as text, a character a step: a dot or blank rests, <c>X</c> accents, <c>x</c> plays, <c>o</c> plays softly, other letters mean what the layer says.</summary>
internal static class Pattern
{
    /// <summary>What sounds, in order; bar lines (<c>|</c>) are for the reader only.</summary>
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
