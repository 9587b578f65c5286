namespace GenreNet.Core.Synthesis;

/// <summary>Composes bossa: syncopated guitar seventh chords over a bass of root and fifth, with rim shots and a shaker.</summary>
internal static class Bossa
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(112, 150), 4, 2);
        var harmony = new Harmony(
            new Scale(50 + score.Random.Next(10), score.Pick<int[]>(Scale.Major, Scale.Dorian, Scale.Minor)),
            score.Pick<int[]>([1, 4, 0, 5], [0, 5, 1, 4], [0, 0, 1, 4], [0, 3, 2, 5]),
            score.Pick(4, 4, 5));
        score.Chords(
            score.Pick(Orchestra.NylonGuitar, Orchestra.NylonGuitar, Orchestra.SteelGuitar, Orchestra.TinePiano),
            harmony,
            score.Pick("x..x..x.", "x.x..x.x", ".x.xx..x", "x..xx.x."),
            0.8,
            1.3,
            strum: 0.012);
        score.Bass(score.Pick(Orchestra.UprightBass, Orchestra.NylonGuitar), harmony, score.Pick("r..55..r", "r...5...", "r..r5..5"), 0.8, 2.5, -1);
        if (score.Chance(0.8))
        {
            score.Beat(score.Pick(Kit.RimShot, Kit.Tambour), score.Pick("x..x..x.", "..x..x..", "x..x...x"), 0.25);
        }

        if (score.Chance(0.75))
        {
            score.Beat(score.Pick(Kit.Shaker, Kit.Brush, Kit.ClosedHat), "XoxoXoxo", 0.5);
        }

        if (score.Chance(0.5))
        {
            score.Beat(Kit.SoftKick, "x..xx..x", 0.4);
        }

        score.Melody(
            score.Pick(Orchestra.Flute, Orchestra.Clarinet, Orchestra.Vibraphone, Orchestra.Piano, Orchestra.Fiddle),
            harmony,
            ["..x.x..x", "x..x.x..", ".x.x..x.", "x......."],
            score.Random.NextDouble(0.15, 0.5),
            presence: 0.7);
    }
}
