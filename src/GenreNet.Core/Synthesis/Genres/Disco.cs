namespace GenreNet.Core.Synthesis;

/// <summary>
/// Composes disco: a kick on every beat, open hats between them, octaves in the bass, sixteenths on a clean guitar, congas, strings and a
/// singer.
/// </summary>
internal static class Disco
{
    public static readonly Mastering Mastering = new()
    {
        Bass = 3,
        Warmth = -3,
        Middle = 0,
        Presence = 1,
        Treble = 2,
        BandwidthHertz = 9900,
        RoomLevel = 0.12,
        RoomSeconds = 0.8,
        Compression = 0.35,
        LoudnessDecibels = -15.5,
        HissDecibels = -75,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(112, 126), 4);
        int key = 48 + score.Random.Next(8);
        var chords = Progression.In(key, score.Pick("Am7 Am7 Dm7 Dm7", "Am7 Dm7 G7 Cmaj7", "Fmaj7 G Am7 Am7", "Dm7 G7 Em7 Am7"));
        var scale = new Scale(key, Scale.MajorPentatonic);
        score.Record("drums", -5, () =>
        {
            score.Drums(Kit.RockKick, 1, "X...X...X...X...");
            score.Drums(Kit.RockSnare, 0.6, "....X.......X...", "....X.......X..o");
            score.Drums(Kit.OpenHat, 0.55, "..X...X...X...X.");
            score.Drums(Kit.ClosedHat, 0.4, "x.oxx.oxx.oxx.ox");
        });
        score.Record("congas", -16, () =>
        {
            score.Drums(Kit.HighConga, 0.7, "..x.x..x..x.x.x.");
            score.Drums(Kit.LowConga, 0.7, "x..x..x.x..x....");
        });
        score.Record("bass", -7, () => score.BassLine(Orchestra.SlapBass, chords, 36, 1.6, "r.8.r.8.r.8.r.8.", "r.8.r.8.r.8.5.a."));
        score.Record("guitar", -13, () => score.Comp(Orchestra.MutedGuitar, chords, 64, 1, "x.xoxx.ox.xoxx.x"), track => Effects.Amplifier(track, 0.3, 250));
        score.Record("keys", -13, () => score.Comp(Orchestra.TinePiano, chords, 60, 3, "x..x..x.....x..."));
        score.Record("strings", -9, () => score.Tune(Orchestra.Strings, chords, scale, 79, "ab.cab..", ["x.......x.......", "x...x...xxxxx...", "x......xx......x"]), track => Effects.Chorus(track, 0.5));
        score.Record("voice", -6, () => score.Tune(score.Pick(Orchestra.FemaleVoice, Orchestra.FemaleVoice, Orchestra.MaleVoice), chords, scale, 67, "abacab.d", ["x.xx..x.x.......", "..x.x.xx..x.x...", "x...x.x...x.x.x."]));
    }
}
