namespace GenreNet.Core.Synthesis;

/// <summary>
/// Composes pop: four chords on a synthesizer, a deep kick with a sharp snare, a syncopated bass, and a catchy melody with many syllables.
/// </summary>
internal static class Pop
{
    public static readonly Mastering Mastering = new()
    {
        Bass = 3.5,
        Warmth = 2,
        Middle = -3,
        Presence = -4.5,
        Treble = 5.5,
        RoomLevel = 0.2,
        RoomSeconds = 1.1,
        Compression = 0.33,
        LoudnessDecibels = -10.5,
        HissDecibels = -76,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(83, 92), 4);
        int key = 48 + score.Random.Next(10);
        var chords = Progression.In(key, score.Pick("C G Am F", "Am F C G", "F G Am C", "C Em F G"));
        var scale = new Scale(key, Scale.MajorPentatonic);
        score.Record("drums", -3, () =>
        {
            score.Drums(Kit.BoomKick, 1, "X..x..x...x.....");
            score.Drums(Kit.CrackSnare, 0.8, "....X.......X...");
        });
        score.Record("hats", -12, () =>
        {
            score.Drums(Kit.ClosedHat, 0.6, "x.x.x.x.x.x.x.x.");
            score.Drums(Kit.Shaker, 0.2, "xoxoxoxoxoxoxoxo");
        });
        score.Record("bass", -9.5, () => score.BassLine(Orchestra.SlapBass, chords, 36, 1.8, "r......rr..r..r."));
        score.Record("pad", -17, () => score.Comp(Orchestra.HollowPad, chords, 64, 0, "x..............."), track => Effects.Chorus(track, 0.5));
        score.Record("keys", -8, () => score.Comp(Orchestra.SawStab, chords, 67, 2, "x..............."));
        score.Record("voice", -2, () => score.Tune(Orchestra.MaleVoice, chords, scale, 65, "abacabad", ["x.xxx.xxx.x.x...", "xxx.xxx.x.xxx.x.", "..xxx.x.xxx.x..."]));
    }
}
