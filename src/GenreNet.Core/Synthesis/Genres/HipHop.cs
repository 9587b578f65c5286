namespace GenreNet.Core.Synthesis;

/// <summary>Composes hip hop: a loop of a few dark chords, a heavy kick and snare, a deep bass, and syllables spoken in sixteenths.</summary>
internal static class HipHop
{
    public static readonly Mastering Mastering = new()
    {
        Bass = 6,
        Warmth = -3.5,
        Middle = 2.5,
        Presence = 1,
        Treble = 1.5,
        BandwidthHertz = 9900,
        RoomLevel = 0.03,
        RoomSeconds = 0.4,
        Compression = 0.5,
        LoudnessDecibels = -11.5,
        HissDecibels = -80,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(84, 100), 4, Swing: score.Random.NextDouble(0.05, 0.3));
        int key = 45 + score.Random.Next(8);
        var chords = Progression.In(key, score.Pick("Cm9 Cm9 Abmaj7 Gm7", "Cm7 Fm7", "Cm7 Bbm7", "Cm Cm Ab G7"));
        score.Record("drums", -4.5, () =>
        {
            score.Drums(Kit.BoomKick, 1, "X..x....x.x.....", "X.....x..xx....x");
            score.Drums(Kit.CrackSnare, 0.8, "....X.......X...");
            score.Drums(Kit.Clap, 0.4, "....X.......X...");
            score.Drums(Kit.ClosedHat, 0.5, "x.x.x.x.x.x.x.xo", "x.x.x.xox.x.x.x.");
        });
        score.Record("bass", -3, () => score.BassLine(Orchestra.SubBass, chords, 33, 3, "r..r......r.....", "r.....5..rr....."));
        score.Record("loop", -10, () => score.Comp(score.Pick(Orchestra.TinePiano, Orchestra.Piano, Orchestra.Vibraphone), chords, 62, 5, "x.....x...x.....", "x..x......x....."));
        score.Record("rap", -4, () => score.Tune(
            Orchestra.Rapper, chords, new Scale(key, Scale.MinorPentatonic), 50, "abacabad", ["x.xxx.xxx.x.xxx.", "xxx.x.xxx.xxx...", ".xxxx.x.xxxxx.x.", "x.xxxxx.x.xxx..."], 0.85));
    }
}
