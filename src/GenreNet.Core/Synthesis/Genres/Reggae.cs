namespace GenreNet.Core.Synthesis;

/// <summary>
/// Composes reggae: guitar and organ between the beats, a melodic bass, kick and rim shot on the third beat, a singer, and echoes.
/// </summary>
internal static class Reggae
{
    public static readonly Mastering Mastering = new()
    {
        Bass = 7,
        Warmth = -4,
        Middle = -2,
        Presence = -2,
        Treble = 3,
        BandwidthHertz = 9900,
        RoomLevel = 0.2,
        RoomSeconds = 0.6,
        Compression = 0.05,
        LoudnessDecibels = -19,
        HissDecibels = -78,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(68, 84), 4, Swing: score.Random.NextDouble(0.05, 0.25));
        int key = 48 + score.Random.Next(8);
        var chords = Progression.In(key, score.Pick("C F C G", "Am Dm Am Em", "C Dm Em Dm", "C G Am F"));
        var scale = new Scale(key, Scale.MajorPentatonic);
        score.Record("drums", -1, () =>
        {
            score.Drums(Kit.SoftKick, 1, "........X.......");
            score.Drums(Kit.RimShot, 0.7, "........X.......", "........X.....x.");
            score.Drums(Kit.ClosedHat, 0.5, "x.x.x.xox.x.x.x.", "x.x.xxx.x.x.x.xo");
        });
        score.Record("bass", -3, () => score.BassLine(Orchestra.ElectricBass, chords, 33, 2.4, "r..r..3.5...5.3.", "r.....r.3.5.8..."));
        score.Record("guitar", -10, () => score.Comp(Orchestra.MutedGuitar, chords, 64, 0.8, "....X.......X..."), track => Effects.Amplifier(track, 0.3, 250));
        score.Record("organ", -5, () => score.Comp(Orchestra.Organ, chords, 60, 0.8, "..x.x.x...x.x.x."));
        score.Record("voice", -8.5, () => score.Tune(Orchestra.MaleVoice, chords, scale, 62, "abac", ["x.x.x..xx.......", "..x.x.xx..x.....", "x...x.x.x.x....."]), track => Room.Echo(track, 3 * score.Meter.StepSeconds, 0.25));
        score.Record("horns", -15, () => score.Comp(Orchestra.Brass, chords, 66, 1.5, "................", "......x..x......"), track => Room.Echo(track, 3 * score.Meter.StepSeconds, 0.35));
    }
}
