namespace GenreNet.Core.Synthesis;

/// <summary>Composes rock: overdriven guitars in fifths and full chords, bass in eighths, drums with a strong backbeat, and a singer.</summary>
internal static class Rock
{
    public static readonly Mastering Mastering = new() { RoomLevel = 0.12, RoomSeconds = 0.7, Compression = 0.35, LoudnessDecibels = -16 };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(108, 140), 4);
        int key = score.Pick(40, 43, 45, 50);
        var chords = Progression.In(key, score.Pick("C Bb F C", "C F G F", "Am F C G", "C C Bb F"));
        var scale = new Scale(key, Scale.MinorPentatonic);
        score.Record("drums", -6, () =>
        {
            score.Drums(Kit.RockKick, 0.9, "X.......X.x.....", "X.....x.X.......");
            score.Drums(Kit.RockSnare, 0.8, "....X.......X...", "....X.......X..o");
            score.Drums(Kit.ClosedHat, 0.5, "x.x.x.x.x.x.x.x.");
            score.Drums(Kit.Crash, 0.5, "X...............", "................", "................", "................");
        });
        score.Record("bass", -8, () => score.BassLine(Orchestra.ElectricBass, chords, 33, 1.8, "r.r.r.r.r.r.r.r.", "r.r.r.r.r.r.5.a."));
        score.Record("rhythm guitar", -7, () => score.Strum(Orchestra.ElectricGuitar, chords, 2, "X.x.x.xxX.x.x.x."), track => Effects.Amplifier(track, 1.6));
        score.Record("guitar", -9, () => score.Comp(Orchestra.ElectricGuitar, chords, 52, 0, "X.....x.x...x..."), track => Effects.Amplifier(track, 2.5));
        score.Record("voice", -5, () => score.Tune(score.Pick(Orchestra.MaleVoice, Orchestra.Shouter), chords, scale, 62, "abac", ["x.x.x...x.......", "..x.x.x.x...x...", "x...x.x.x.x....."]));
        score.Record("lead", -9, () => score.Tune(Orchestra.ElectricGuitar, chords, scale, 72, "...a...b", ["xxx.x.x.x.......", "x.xxx.x.x.x.x..."]), track => Effects.Amplifier(track, 3));
    }
}
