namespace GenreNet.Core.Synthesis;

/// <summary>Composes folk: finger-picked or strummed guitar with a fiddle, flute or accordion melody; at most a frame drum.</summary>
internal static class Folk
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(84, 132), score.Pick(4, 4, 4, 3), 2, score.Random.NextDouble(0, 0.15));
        bool isTriple = score.Meter.BeatsPerBar == 3;
        var harmony = new Harmony(
            new Scale(50 + score.Random.Next(10), score.Pick<int[]>(Scale.Major, Scale.Mixolydian, Scale.Dorian)),
            score.Pick<int[]>([0, 3, 0, 4], [0, 4, 5, 3], [0, 0, 3, 4], [0, 6, 3, 0]));
        var guitar = score.Pick(Orchestra.SteelGuitar, Orchestra.SteelGuitar, Orchestra.NylonGuitar, Orchestra.Harp);
        if (score.Chance(0.6))
        {
            score.Arpeggio(guitar, harmony, isTriple ? "013123" : score.Pick("02132313", "03121312", "01230123"), 0.7, 3);
        }
        else
        {
            score.Chords(guitar, harmony, isTriple ? "X.xoxo" : score.Pick("X.xo.oxo", "X.xox.xo"), 0.8, 2, strum: 0.018);
        }

        if (score.Chance(0.5))
        {
            score.Bass(score.Pick(Orchestra.UprightBass, Orchestra.NylonGuitar), harmony, isTriple ? "r.5.5." : "r...5...", 0.6, 3, -1);
        }

        score.Melody(
            score.Pick(Orchestra.Fiddle, Orchestra.Flute, Orchestra.Accordion, Orchestra.Clarinet, Orchestra.SteelGuitar),
            harmony,
            isTriple ? ["x.x.x.", "x...x.", "x.xxx."] : ["x.xxx.x.", "x...x.x.", "xxx.x...", "x.x.x.xx"],
            score.Random.NextDouble(0.2, 0.6),
            presence: 0.75);
        if (score.Chance(0.35))
        {
            score.Beat(score.Pick(Kit.Tambour, Kit.Shaker), isTriple ? "X.o.o." : "X..xo.x.", 0.45);
        }
    }
}
