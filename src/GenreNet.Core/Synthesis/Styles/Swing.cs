namespace GenreNet.Core.Synthesis;

/// <summary>Composes swing: a walking bass, a ride cymbal in triplets, seventh chords from piano or guitar, and a lead melody.</summary>
internal static class Swing
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(120, 200), 4, 2, 0.33);
        var harmony = new Harmony(
            new Scale(50 + score.Random.Next(10), score.Pick<int[]>(Scale.Major, Scale.Mixolydian, Scale.Dorian)),
            score.Pick<int[]>([0, 5, 1, 4], [1, 4, 0, 0], [0, 3, 0, 4], [2, 5, 1, 4]),
            4);
        score.Bass(score.Pick(Orchestra.UprightBass, Orchestra.UprightBass, Orchestra.NylonGuitar), harmony, score.Pick("r.3.5.w.", "r.5.3.w.", "r.8.7.w."), 0.9, 1.8, -1);
        score.Chords(
            score.Pick(Orchestra.Piano, Orchestra.SteelGuitar, Orchestra.Vibraphone, Orchestra.TinePiano),
            harmony,
            score.Pick(".x..x...", "x..x....", "..x...x.", "x.x.x.x."),
            score.Random.NextDouble(0.3, 0.7),
            1);
        score.Beat(score.Pick(Kit.Ride, Kit.ClosedHat, Kit.Brush), "x.xxx.xx", score.Random.NextDouble(0.15, 0.4));
        if (score.Chance(0.7))
        {
            score.Beat(score.Pick(Kit.ClosedHat, Kit.RimShot), "..x...x.", 0.35);
        }

        if (score.Chance(0.5))
        {
            score.Beat(score.Pick(Kit.Snare, Kit.Brush), "..o...oo", 0.4, 0.6);
        }

        score.Melody(
            score.Pick(Orchestra.Brass, Orchestra.Clarinet, Orchestra.Piano, Orchestra.Vibraphone, Orchestra.Fiddle),
            harmony,
            ["xx.xx.xx", "x.xx.x..", ".xx.xxx.", "x..x..x.", "..xxxxx."],
            score.Random.NextDouble(0.25, 0.6),
            presence: 0.8);
    }
}
