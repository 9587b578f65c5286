namespace GenreNet.Core.Synthesis;

/// <summary>Composes dub: a heavy bass line, off-beat chords, an accent on the third beat, and echoes on everything.</summary>
internal static class Dub
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(66, 90), 4, Swing: score.Random.NextDouble(0, 0.25));
        var harmony = new Harmony(
            new Scale(52 + score.Random.Next(10), score.Pick<int[]>(Scale.Minor, Scale.Dorian, Scale.Major)),
            score.Pick<int[]>([0, 3], [0, 6], [0, 0, 3, 4], [0, 1]));
        score.Chords(
            score.Pick(Orchestra.Organ, Orchestra.SteelGuitar, Orchestra.SawStab, Orchestra.TinePiano, Orchestra.Piano),
            harmony,
            score.Pick("....x.......x...", "..x...x...x...x.", "....x.x.....x.x."),
            score.Random.NextDouble(0.4, 0.8),
            1);
        score.Bass(
            score.Pick(Orchestra.SubBass, Orchestra.SynthBass, Orchestra.UprightBass),
            harmony,
            score.Pick("r..r..5...8.5...", "r.....r.3.5.....", "..r.r...5..3r...", "r...r.8...5.3..."),
            0.9,
            2.5);
        score.Beat(score.Pick(Kit.DeepKick, Kit.SoftKick, Kit.BassDrum), score.Pick("........X.......", "x.......x.......", "x.......X..x...."), 0.8);
        score.Beat(score.Pick(Kit.RimShot, Kit.Snare), score.Pick("........x.......", "....x.......x..."), 0.4);
        if (score.Chance(0.8))
        {
            score.Beat(score.Pick(Kit.ClosedHat, Kit.Shaker), score.Pick("x.x.x.x.x.x.x.x.", "..x...x...x...x.", "xooxxooxxooxxoox"), 0.45);
        }

        score.Melody(
            score.Pick(Orchestra.Accordion, Orchestra.Brass, Orchestra.Flute, Orchestra.Organ),
            harmony,
            ["x..x..x.........", "......x.x.x.....", "x..............."],
            score.Random.NextDouble(0.15, 0.4),
            presence: 0.45);
        Room.Echo(score.Samples, 3 * score.Meter.StepSeconds, score.Random.NextDouble(0.2, 0.5));
    }
}
