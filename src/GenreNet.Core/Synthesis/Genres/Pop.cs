namespace GenreNet.Core.Synthesis;

/// <summary>Composes pop: four chords, a bright drum machine, synthesizer bass and pads, and a catchy melody sung by a woman.</summary>
internal static class Pop
{
    public static readonly Mastering Mastering = new()
    {
        Bass = 2,
        Warmth = -1,
        Middle = -1,
        Presence = -2,
        Treble = 4,
        BandwidthHertz = 9900,
        RoomLevel = 0.14,
        RoomSeconds = 1.1,
        Compression = 0.45,
        LoudnessDecibels = -12,
        HissDecibels = -76,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(86, 108), 4);
        int key = 48 + score.Random.Next(10);
        var chords = Progression.In(key, score.Pick("C G Am F", "Am F C G", "F G Am C", "C Em F G"));
        var scale = new Scale(key, Scale.MajorPentatonic);
        score.Record("drums", 2.5, () =>
        {
            score.Drums(Kit.RockKick, 1, score.Pick("X.....x.X.......", "X..x....X.x.....", "X..x..x...x....."));
            score.Drums(Kit.CrackSnare, 0.8, "....X.......X...");
            score.Drums(Kit.Clap, 0.5, "....X.......X...");
            score.Drums(Kit.ClosedHat, 0.6, "x.x.x.x.x.x.x.x.", "x.xxx.x.x.xxx.x.");
            score.Drums(Kit.Shaker, 0.4, "xoxoxoxoxoxoxoxo");
        });
        score.Record("bass", -8, () => score.BassLine(Orchestra.SynthBass, chords, 36, 1.8, score.Pick("r.r.r.r.r.r.r.r.", "r..r..r.r..r..r.")));
        score.Record("pad", -13, () => score.Comp(Orchestra.Strings, chords, 64, 0, "x..............."), track => Effects.Chorus(track, 0.5));
        score.Record("keys", -10.5, () => score.Comp(score.Pick(Orchestra.Piano, Orchestra.SawStab, Orchestra.SteelGuitar), chords, 67, 2, "x..x..x.x..x..x."));
        score.Record("voice", -7, () => score.Tune(Orchestra.FemaleVoice, chords, scale, 69, "abacabad", ["x.x.x..xx.......", "..x.x.xx..x.x...", "x..x..x.x.x.x...", "xxx.x.x.x......."]), track => Effects.Chorus(track, 0.4));
        score.Record("choir", -15, () => score.Comp(Orchestra.FemaleVoice, chords, 71, 0, "................", "x.......x......."), track => Effects.Chorus(track, 0.6));
    }
}
