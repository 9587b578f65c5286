namespace GenreNet.Core.Synthesis;

/// <summary>
/// Provides the parts of a piece with a <see cref="Progression"/>. Patterns are bars of rhythm (<see cref="Pattern"/>), played in turn.
/// </summary>
internal static class Parts
{
    /// <summary>Plays a drum.</summary>
    public static void Drums(this Score score, Drum drum, double velocity, params string[] bars)
    {
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            foreach ((int step, _, double accent) in Pattern.Read(bars[bar % bars.Length]))
            {
                score.Strike(drum, score.Meter.SecondsAt(bar, step), velocity * accent);
            }
        }
    }

    /// <summary>Plays chords in close position.</summary>
    /// <param name="score">The piece.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="chords">The chords.</param>
    /// <param name="centre">Pitch around which the chords are, as a MIDI number.</param>
    /// <param name="holdSteps">Duration in steps; 0 until the next chord.</param>
    /// <param name="bars">Patterns.</param>
    public static void Comp(this Score score, Instrument instrument, Progression chords, int centre, double holdSteps, params string[] bars) =>
        score.Play(instrument, bars, holdSteps, 0, (bar, place) => chords.Close(bar, place, centre));

    /// <summary>Plays chords on a guitar, string after string.</summary>
    public static void Strum(this Score score, Instrument guitar, Progression chords, double holdSteps, params string[] bars) =>
        score.Play(guitar, bars, holdSteps, score.Random.NextDouble(0.008, 0.016), chords.Guitar);

    /// <summary>Plays the tones of the chords one after the other: digits select the tone, counted from 0 upwards.</summary>
    public static void Picking(this Score score, Instrument instrument, Progression chords, int centre, double holdSteps, params string[] bars)
    {
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            foreach ((int step, char symbol, _) in Pattern.Read(bars[bar % bars.Length]))
            {
                int[] tones = chords.Close(bar, score.PlaceOf(step), centre);
                int index = symbol - '0';
                int pitch = tones[index % tones.Length] + (12 * (index / tones.Length));
                score.Play(instrument, score.Meter.SecondsAt(bar, step), holdSteps * score.Meter.StepSeconds, pitch, step == 0 ? 0.85 : 0.7);
            }
        }
    }

    /// <summary>
    /// Plays a bass line: <c>r</c> root; <c>3</c>, <c>5</c>, <c>7</c> second, third and fourth tone of the chord; <c>6</c> major sixth;
    /// <c>8</c> octave; <c>l</c> fifth below the root; <c>a</c> a semitone next to the root of the following chord.
    /// </summary>
    /// <param name="score">The piece.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="chords">The chords.</param>
    /// <param name="centre">Pitch around which the roots are, as a MIDI number.</param>
    /// <param name="holdSteps">Duration in steps.</param>
    /// <param name="bars">Patterns.</param>
    public static void BassLine(this Score score, Instrument instrument, Progression chords, int centre, double holdSteps, params string[] bars)
    {
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            foreach ((int step, char symbol, _) in Pattern.Read(bars[bar % bars.Length]))
            {
                double place = score.PlaceOf(step);
                int root = Progression.Near(chords.Root(bar, place), centre);
                int[] tones = chords.Tones(bar, place);
                int pitch = symbol switch
                {
                    '3' => root + (tones[1] % 12),
                    '5' => root + tones[Math.Min(2, tones.Length - 1)] - (tones[1] == 7 ? 5 : 0),
                    '7' => root + (tones.Length > 3 ? tones[3] : 12),
                    '6' => root + 9,
                    '8' => root + 12,
                    'l' => root - 5,
                    'a' => Progression.Near(chords.Root(bar + 1), centre) + score.Pick(-1, 1),
                    _ => root,
                };
                score.Play(instrument, score.Meter.SecondsAt(bar, step), holdSteps * score.Meter.StepSeconds, pitch, symbol == 'r' ? 0.95 : 0.8);
            }
        }
    }

    /// <summary>
    /// Plays a melody made of motifs. A motif is one bar of rhythm and steps through a scale; when it returns, it follows the chord of that
    /// bar.
    /// </summary>
    /// <param name="score">The piece.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="chords">The chords; notes on the strong beats belong to them.</param>
    /// <param name="scale">The scale of the other notes.</param>
    /// <param name="centre">Pitch around which the melody moves, as a MIDI number.</param>
    /// <param name="form">One letter per bar for the motif, or a dot for a rest; repeated.</param>
    /// <param name="rhythms">Patterns that motifs choose from.</param>
    /// <param name="legato">Share of the time to the next note that a note lasts.</param>
    public static void Tune(this Score score, Instrument instrument, Progression chords, Scale scale, int centre, string form, string[] rhythms, double legato = 0.92)
    {
        var motifs = new Dictionary<char, (List<(int Step, char Symbol, double Velocity)> Notes, int[] Moves)>();
        double pitch = centre;
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            char letter = form[bar % form.Length];
            if (letter == '.')
            {
                continue;
            }

            if (!motifs.TryGetValue(letter, out var motif))
            {
                var rhythm = Pattern.Read(score.Pick<string>(rhythms)).ToList();
                motif = (rhythm, [.. rhythm.Select(_ => score.Pick(-2, -1, -1, 1, 1, 2))]);
                motifs[letter] = motif;
            }

            for (int i = 0; i < motif.Notes.Count; i++)
            {
                (int step, _, double velocity) = motif.Notes[i];
                bool isStrong = i == 0 || step % (score.Meter.StepsPerBar / 2) == 0;
                pitch = Math.Abs(pitch - centre) > 7 ? centre : Move(scale, pitch, motif.Moves[i]);
                pitch = isStrong ? chords.Nearest(bar, score.PlaceOf(step), pitch) : pitch;
                int end = i + 1 < motif.Notes.Count ? motif.Notes[i + 1].Step : score.Meter.StepsPerBar;
                score.Play(instrument, score.Meter.SecondsAt(bar, step), (end - step) * legato * score.Meter.StepSeconds, pitch, velocity + 0.15);
            }
        }
    }

    // Goes up or down a number of steps of the scale.
    private static double Move(Scale scale, double pitch, int steps)
    {
        int degree = 0;
        while (scale.Degree(degree) > pitch)
        {
            degree--;
        }

        while (scale.Degree(degree + 1) <= pitch)
        {
            degree++;
        }

        return scale.Degree(degree + steps);
    }

    private static void Play(this Score score, Instrument instrument, string[] bars, double holdSteps, double strumSeconds, Func<int, double, int[]> chord)
    {
        for (int bar = 0; bar < score.BarCount; bar++)
        {
            var strokes = Pattern.Read(bars[bar % bars.Length]).ToList();
            for (int i = 0; i < strokes.Count; i++)
            {
                (int step, _, double velocity) = strokes[i];
                int end = i + 1 < strokes.Count ? strokes[i + 1].Step : score.Meter.StepsPerBar;
                double hold = (holdSteps == 0 ? end - step : holdSteps) * score.Meter.StepSeconds;
                int[] pitches = chord(bar, score.PlaceOf(step));
                for (int tone = 0; tone < pitches.Length; tone++)
                {
                    score.Play(instrument, score.Meter.SecondsAt(bar, step) + (tone * strumSeconds), hold, pitches[tone], velocity);
                }
            }
        }
    }

    private static double PlaceOf(this Score score, int step) => (double)step / score.Meter.StepsPerBar;
}
