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

/// <summary>Represents the tempo and the division of time.</summary>
/// <param name="BeatsPerMinute">Tempo in beats per minute.</param>
/// <param name="BeatsPerBar">Number of beats per bar: 3 for a waltz, 4 for most other styles.</param>
/// <param name="StepsPerBeat">Grid of the patterns: 4 for sixteenths, 2 for eighths, 3 for triplets.</param>
/// <param name="Swing">Delay of every second step, as a fraction of a step: 0 for straight, 0.33 for triplets.</param>
internal sealed record Meter(double BeatsPerMinute, int BeatsPerBar, int StepsPerBeat = 4, double Swing = 0)
{
    public int StepsPerBar => BeatsPerBar * StepsPerBeat;

    public double BarSeconds => BeatsPerBar * 60 / BeatsPerMinute;

    public double StepSeconds => BarSeconds / StepsPerBar;

    /// <summary>Returns the start time of a step, in seconds from the start of the piece.</summary>
    public double SecondsAt(int bar, double step)
    {
        double late = (int)Math.Floor(step) % 2 == 1 ? Swing : 0;
        return (bar * BarSeconds) + ((step + late) * StepSeconds);
    }
}
