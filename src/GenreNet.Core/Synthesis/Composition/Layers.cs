namespace GenreNet.Core.Synthesis;

/// <summary>Provides the layers of a piece; each method plays one part from the first bar to the last.</summary>
internal static class Layers
{
    /// <summary>Plays a drum pattern that repeats every bar, occasionally leaving out a stroke.</summary>
    public static void Beat(this Score score, Drum drum, string pattern, double level, double steadiness = 0.97)
    {
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            foreach ((int step, _, double velocity) in Pattern.Read(pattern))
            {
                if (score.Chance(steadiness))
                {
                    score.Strike(drum, score.Meter.SecondsAt(bar, step), level * velocity);
                }
            }
        }
    }

    /// <summary>
    /// Plays chords in a rhythm: <c>h</c> sounds until the end of the bar, every other symbol for <paramref name="holdSteps"/>.
    /// </summary>
    public static void Chords(this Score score, Instrument instrument, Harmony harmony, string pattern, double level, double holdSteps = 2, int octave = 0, double strum = 0)
    {
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            int[] chord = harmony.Chord(bar);
            foreach ((int step, char symbol, double velocity) in Pattern.Read(pattern))
            {
                double hold = symbol == 'h' ? score.Meter.StepsPerBar - step : holdSteps;
                for (int i = 0; i < chord.Length; i++)
                {
                    double at = score.Meter.SecondsAt(bar, step) + (i * strum);
                    score.Play(instrument, at, hold * score.Meter.StepSeconds, harmony.Scale.Degree(chord[i]) + (12 * octave), level * velocity / Math.Sqrt(chord.Length));
                }
            }
        }
    }

    /// <summary>
    /// Plays a bass line: <c>r</c> root; <c>3</c>, <c>5</c>, <c>7</c> degrees of the chord; <c>8</c> octave; <c>w</c> one scale
    /// step above or below the root of the following bar.
    /// </summary>
    public static void Bass(this Score score, Instrument instrument, Harmony harmony, string pattern, double level, double holdSteps = 2, int octave = -2)
    {
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            int root = harmony.Root(bar);
            foreach ((int step, char symbol, _) in Pattern.Read(pattern))
            {
                int degree = symbol switch
                {
                    '3' => root + 2,
                    '5' => root + 4,
                    '7' => root + 6,
                    '8' => root + 7,
                    'w' => harmony.Root(bar + 1) + score.Pick(-1, 1),
                    _ => root,
                };
                double accent = symbol == 'r' ? 1 : 0.85;
                score.Play(instrument, score.Meter.SecondsAt(bar, step), holdSteps * score.Meter.StepSeconds, harmony.Scale.Degree(degree) + (12 * octave), level * accent);
            }
        }
    }

    /// <summary>
    /// Plays the tones of the chord one after the other; digits select the tones, and those beyond the chord are an octave higher.
    /// </summary>
    public static void Arpeggio(this Score score, Instrument instrument, Harmony harmony, string pattern, double level, double holdSteps = 1.5, int octave = 0)
    {
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            int[] chord = harmony.Chord(bar);
            foreach ((int step, char symbol, _) in Pattern.Read(pattern))
            {
                int index = symbol - '0';
                int degree = chord[index % chord.Length] + (7 * (index / chord.Length));
                score.Play(instrument, score.Meter.SecondsAt(bar, step), holdSteps * score.Meter.StepSeconds, harmony.Scale.Degree(degree) + (12 * octave), level * score.Random.NextDouble(0.8, 1));
            }
        }
    }

    /// <summary>
    /// Plays a melody: a random walk through the scale that returns to chord tones on strong beats, in phrases of two bars that may be left
    /// out.
    /// </summary>
    /// <param name="score">The piece.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="harmony">The chords.</param>
    /// <param name="rhythms">One-bar rhythm patterns to choose from.</param>
    /// <param name="level">Level of the melody.</param>
    /// <param name="octave">Number of octaves above the tonic.</param>
    /// <param name="presence">Probability that a phrase is played.</param>
    public static void Melody(this Score score, Instrument instrument, Harmony harmony, string[] rhythms, double level, int octave = 1, double presence = 0.85)
    {
        int degree = score.Pick(0, 2, 4);
        bool isPlaying = true;
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            isPlaying = bar % 2 == 0 ? score.Chance(presence) : isPlaying;
            if (!isPlaying)
            {
                continue;
            }

            var notes = Pattern.Read(score.Pick<string>(rhythms)).ToList();
            for (int i = 0; i < notes.Count; i++)
            {
                bool isStrong = notes[i].Step % score.Meter.StepsPerBeat == 0;
                degree = isStrong && score.Chance(0.6)
                    ? harmony.Root(bar) + score.Pick(0, 2, 4, 7)
                    : degree + score.Pick(-2, -1, -1, 1, 1, 2);
                degree = Math.Clamp(degree, -3, 11);
                int end = i + 1 < notes.Count ? notes[i + 1].Step : score.Meter.StepsPerBar;
                double hold = (end - notes[i].Step) * 0.9 * score.Meter.StepSeconds;
                score.Play(instrument, score.Meter.SecondsAt(bar, notes[i].Step), hold, harmony.Scale.Degree(degree) + (12 * octave), level * notes[i].Velocity);
            }
        }
    }
}
