namespace GenreNet.Core.Synthesis;

/// <summary>Composes metal: riffs of muted and open fifths on distorted guitars, double bass drum, and a hoarse voice or a fast solo.</summary>
internal static class Metal
{
    public static readonly Mastering Mastering = new()
    {
        Bass = 4,
        Warmth = -6,
        Middle = 1.5,
        Presence = 3,
        Treble = 1,
        BandwidthHertz = 9900,
        RoomLevel = 0.1,
        RoomSeconds = 0.8,
        Compression = 0.5,
        LoudnessDecibels = -12.5,
        HissDecibels = -68,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(110, 160), 4);
        int key = score.Pick(38, 40, 40, 41);
        var chords = Progression.In(key, score.Pick("C5 C5 Db5 C5 C5 C5 Eb5 Db5", "C5 Ab5 Bb5 C5", "C5 C5 Eb5 F5/Gb5"));
        var scale = new Scale(key, Scale.Minor);
        string open = score.Pick("x..x..x.........", "x.....x...x.....", "x...........x.x.");
        string muted = score.Pick(".xx.xx.xxxxxxxxx", ".xxxxx.xxx.xxxxx", ".xx.xx.xx.xx....");
        score.Record("drums", -5.5, () =>
        {
            score.Drums(Kit.RockKick, 1, score.Pick("xxx.xxx.xxx.xxxx", "x.xxx.xxx.xxx.xx", "xxxxxxxxxxxxxxxx"));
            score.Drums(Kit.RockSnare, 0.9, "....X.......X...", "....X.......X..x");
            score.Drums(Kit.Crash, 0.6, "X.......x.......", "x.......x.......");
            score.Drums(Kit.OpenHat, 0.4, "x...x...x...x...");
        });
        score.Record("bass", -9, () => score.BassLine(Orchestra.ElectricBass, chords, 28, 1.5, "rrrrrrrrrrrrrrrr"), track => Effects.Amplifier(track, 1.2, 40, 3000));
        score.Record("left guitar", -5, () => Riff(score, chords, open, muted), track => Effects.Amplifier(track, 8, 110));
        score.Record("right guitar", -6, () => Riff(score, chords, open, muted), track => Effects.Amplifier(track, 7, 110, 4200));
        if (score.Chance(0.5))
        {
            score.Record("voice", -6, () => score.Tune(Orchestra.Shouter, chords, scale, 57, "ab.cab..", ["x.x.x...x.x.x...", "x...x.x.x.......", "..x.x.x.x...x..."]), track => Effects.Amplifier(track, 1.5, 150, 6000));
        }
        else
        {
            score.Record("solo", -10, () => score.Tune(Orchestra.ElectricGuitar, chords, scale, 74, "abac", ["xxxxxxxxx.x.x...", "x.xxxxx.x.......", "xxxxxxxxxxxxxxxx"]), track => Effects.Amplifier(track, 6, 120, 5000));
        }
    }

    private static void Riff(Score score, Progression chords, string open, string muted)
    {
        score.Comp(Orchestra.ElectricGuitar, chords, 45, 3, open);
        score.Comp(Orchestra.MutedGuitar, chords, 45, 0.9, muted);
    }
}
