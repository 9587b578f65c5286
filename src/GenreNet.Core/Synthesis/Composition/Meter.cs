namespace GenreNet.Core.Synthesis;

/// <summary>Tempo and division of time.</summary>
/// <param name="BeatsPerMinute">Tempo.</param>
/// <param name="BeatsPerBar">3 for a waltz, 4 for most else.</param>
/// <param name="StepsPerBeat">Grid of the patterns: 4 sixteenths, 2 eighths, 3 triplets.</param>
/// <param name="Swing">How far every second step comes late, as a share of a step: 0 straight, 0.33 triplets.</param>
internal sealed record Meter(double BeatsPerMinute, int BeatsPerBar, int StepsPerBeat = 4, double Swing = 0)
{
    public int StepsPerBar => BeatsPerBar * StepsPerBeat;

    public double BarSeconds => BeatsPerBar * 60 / BeatsPerMinute;

    public double StepSeconds => BarSeconds / StepsPerBar;

    /// <summary>When a step begins, in seconds from the start of the piece.</summary>
    public double SecondsAt(int bar, double step)
    {
        double late = (int)Math.Floor(step) % 2 == 1 ? Swing : 0;
        return (bar * BarSeconds) + ((step + late) * StepSeconds);
    }
}
