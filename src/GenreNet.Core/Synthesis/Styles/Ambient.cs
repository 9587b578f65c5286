namespace GenreNet.Core.Synthesis;

/// <summary>Composes ambient: slow pads in open harmony, a few isolated notes above them, long echoes, no drums.</summary>
internal static class Ambient
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(50, 80), 4);
        var harmony = new Harmony(
            new Scale(52 + score.Random.Next(12), score.Pick<int[]>(Scale.Lydian, Scale.Dorian, Scale.Major)),
            score.Pick<int[]>([0, 4, 3, 4], [0, 5, 3, 0], [0, 1, 0, 3]),
            score.Pick(3, 4, 5));
        score.Chords(score.Pick(Orchestra.WarmPad, Orchestra.HollowPad, Orchestra.Strings, Orchestra.Organ), harmony, "h", 0.5);
        if (score.Chance(0.7))
        {
            score.Bass(score.Pick(Orchestra.SubBass, Orchestra.WarmPad, Orchestra.Strings), harmony, "r", 0.5, 15, -1);
        }

        score.Melody(
            score.Pick(Orchestra.Glockenspiel, Orchestra.GlassPiano, Orchestra.Harp, Orchestra.Flute, Orchestra.Piano),
            harmony,
            ["x.........x.....", "....x.......o...", "x.....x.....x...", "........x......."],
            score.Random.NextDouble(0.2, 0.5),
            presence: 0.7);
        if (score.Chance(0.4))
        {
            score.Arpeggio(score.Pick(Orchestra.Harp, Orchestra.GlassPiano), harmony, "0...1...2...3...", 0.2, 4, 1);
        }

        Room.Echo(score.Samples, score.Random.NextDouble(0.35, 0.8), score.Random.NextDouble(0.2, 0.5));
        Room.Apply(score.Samples, score.Random.NextDouble(0.4, 0.9), score.Random.NextDouble(2, 4));
    }
}
