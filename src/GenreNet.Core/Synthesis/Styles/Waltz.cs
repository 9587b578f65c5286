namespace GenreNet.Core.Synthesis;

/// <summary>Composes waltzes in three: bass on one, chords on two and three, a long melody of strings, piano or accordion.</summary>
internal static class Waltz
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(120, 190), 3, 2);
        var harmony = new Harmony(
            new Scale(50 + score.Random.Next(10), score.Pick<int[]>(Scale.Major, Scale.Major, Scale.HarmonicMinor)),
            score.Pick<int[]>([0, 0, 4, 4], [0, 3, 4, 0], [0, 5, 1, 4], [0, 4, 4, 0]),
            score.Pick(3, 3, 4));
        score.Bass(score.Pick(Orchestra.UprightBass, Orchestra.Strings, Orchestra.Piano), harmony, "r.....", 0.8, 2, -1);
        score.Chords(score.Pick(Orchestra.Piano, Orchestra.Strings, Orchestra.Accordion, Orchestra.NylonGuitar), harmony, score.Pick("..x.x.", "..X.o."), 0.6, 1.2);
        score.Melody(
            score.Pick(Orchestra.Fiddle, Orchestra.Strings, Orchestra.Piano, Orchestra.Clarinet, Orchestra.Flute, Orchestra.Accordion),
            harmony,
            ["x.....", "x...x.", "x.x.x.", "x..xx."],
            score.Random.NextDouble(0.3, 0.6));
        if (score.Chance(0.4))
        {
            score.Chords(Orchestra.Strings, harmony, "h", 0.3);
        }

        if (score.Chance(0.3))
        {
            score.Beat(score.Pick(Kit.Brush, Kit.FieldSnare, Kit.Tambour), "X.o.o.", 0.35);
        }
    }
}
