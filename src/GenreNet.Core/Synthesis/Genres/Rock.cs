namespace GenreNet.Core.Synthesis;

/// <summary>Composes rock: overdriven guitars in fifths and full chords, bass in eighths, drums with a strong backbeat, and a singer.</summary>
internal static class Rock
{
    public static readonly Mastering Mastering = new()
    {
        Bass = 0,
        Warmth = -1,
        Middle = 1,
        Presence = -4,
        Treble = 0,
        BandwidthHertz = 8000,
        RoomLevel = 0.22,
        RoomSeconds = 1.2,
        Compression = 0.5,
        LoudnessDecibels = -16.5,
        HissDecibels = -73,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(108, 140), 4);
        int key = score.Pick(40, 43, 45, 50);
        var chords = Progression.In(key, score.Pick("C Bb F C", "C F G F", "Am F C G", "C C Bb F"));
        var scale = new Scale(key, Scale.MinorPentatonic);
        score.Record("drums", -5, () =>
        {
            score.Drums(Kit.RockKick, 0.9, "X.......X.x.....", "X.....x.X.......");
            score.Drums(Kit.RockSnare, 0.8, "....X.......X...", "....X.......X..o");
            score.Drums(Kit.ClosedHat, 0.5, "x.x.x.x.x.x.x.x.");
            score.Drums(Kit.Crash, 0.5, "X...............", "................", "................", "................");
        });
        score.Record("bass", -7, () => score.BassLine(Orchestra.ElectricBass, chords, 33, 1.8, "r.r.r.r.r.r.r.r.", "r.r.r.r.r.r.5.a."));
        score.Record("rhythm guitar", -5.5, () => score.Strum(Orchestra.ElectricGuitar, chords, 2, "X.x.x.xxX.x.x.x."), track => Effects.Amplifier(track, 1.6));
        score.Record("guitar", -8, () => score.Comp(Orchestra.ElectricGuitar, chords, 52, 0, "X.....x.x...x..."), track => Effects.Amplifier(track, 2.5));
        score.Record("voice", -4.5, () => score.Tune(score.Pick(Orchestra.MaleVoice, Orchestra.Shouter), chords, scale, 62, "abac", ["x.x.x...x.......", "..x.x.x.x...x...", "x...x.x.x.x....."]));
        score.Record("lead", -9, () => score.Tune(Orchestra.ElectricGuitar, chords, scale, 72, "...a...b", ["xxx.x.x.x.......", "x.xxx.x.x.x.x..."]), track => Effects.Amplifier(track, 3));
    }
}
