namespace GenreNet.Core.Synthesis;

/// <summary>Composes chiptune: pulse waves in fast arpeggios over a triangle-wave bass, with noise for drums.</summary>
internal static class Chiptune
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(120, 180), 4);
        var harmony = new Harmony(
            new Scale(55 + score.Random.Next(12), score.Pick<int[]>(Scale.Major, Scale.Minor, Scale.Mixolydian)),
            score.Pick<int[]>([0, 5, 3, 4], [0, 4, 5, 3], [0, 6, 5, 4], [0, 3, 0, 4]));
        if (score.Chance(0.8))
        {
            score.Arpeggio(
                score.Pick(Orchestra.Square, Orchestra.NarrowPulse, Orchestra.QuarterPulse),
                harmony,
                score.Pick("0123012301230123", "0.1.2.1.0.1.2.1.", "0120120120120123", "01.201.201.20123"),
                score.Random.NextDouble(0.15, 0.4),
                0.9);
        }

        score.Bass(score.Pick(Orchestra.Triangle, Orchestra.Square), harmony, score.Pick("r...r...r...r...", "r.8.r.8.r.8.r.8.", "r..rr..r5..5r..r"), 0.5, 2, -1);
        score.Melody(
            score.Pick(Orchestra.QuarterPulse, Orchestra.Square, Orchestra.NarrowPulse, Orchestra.SawLead),
            harmony,
            ["x..xx.x.x...x...", "x.x.x.x.x.x.x...", "x.....x.x.......", "xx.x.xx.x..x.x.."],
            score.Random.NextDouble(0.25, 0.5));
        if (score.Chance(0.75))
        {
            score.Beat(score.Pick(Kit.ChipKick, Kit.HardKick), "x.....x.x.......", 0.6);
            score.Beat(score.Pick(Kit.ChipSnare, Kit.Snare), score.Pick("....x.......x...", "....x.......x.xx"), 0.4);
        }

        if (score.Chance(0.6))
        {
            score.Beat(Kit.ClosedHat, "x.x.x.x.x.x.x.x.", 0.4);
        }
    }
}
