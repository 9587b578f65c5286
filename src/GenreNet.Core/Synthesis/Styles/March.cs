namespace GenreNet.Core.Synthesis;

/// <summary>Composes marches: brass and woodwind in major triads, bass on beats one and three, a field snare with rolls.</summary>
internal static class March
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(100, 126), 4);
        var harmony = new Harmony(
            new Scale(53 + score.Random.Next(8), score.Pick<int[]>(Scale.Major, Scale.Major, Scale.HarmonicMinor)),
            score.Pick<int[]>([0, 0, 4, 0], [0, 3, 4, 0], [0, 4, 4, 0], [0, 5, 1, 4]));
        score.Bass(score.Pick(Orchestra.Brass, Orchestra.UprightBass), harmony, score.Pick("r.......5.......", "r...5...r...5...", "r.......5...w..."), 0.7, 3);
        score.Chords(score.Pick(Orchestra.Brass, Orchestra.Accordion, Orchestra.Clarinet), harmony, score.Pick("....x.......x...", "..x...x...x...x."), 0.5, 1.5);
        score.Melody(
            score.Pick(Orchestra.Brass, Orchestra.Brass, Orchestra.Flute, Orchestra.Clarinet, Orchestra.Glockenspiel),
            harmony,
            ["x..xx...x...x...", "x...x..xx...x...", "x.......x..xx...", "x...x.x.x......."],
            score.Random.NextDouble(0.3, 0.6));
        score.Beat(Kit.BassDrum, score.Pick("X.......x.......", "X...x...X...x..."), 0.7);
        score.Beat(score.Pick(Kit.FieldSnare, Kit.Snare), score.Pick("X..xX..xX.xxXoxo", "..x...x...x.xxxx", "X.ooX.ooX.ooXxxx"), score.Random.NextDouble(0.3, 0.6));
        if (score.Chance(0.5))
        {
            score.Beat(Kit.Crash, "x.......", 0.3, 0.5);
        }
    }
}
