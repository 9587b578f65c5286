namespace GenreNet.Core.Synthesis;

/// <summary>
/// Composes blues: twelve bars of dominant seventh chords in triplets, a shuffle of guitar, bass and drums, and a voice that a guitar or
/// harmonica answers.
/// </summary>
internal static class Blues
{
    public static readonly Mastering Mastering = new()
    {
        Bass = -1,
        Warmth = 3,
        Middle = 2,
        Presence = -2,
        Treble = -2,
        BandwidthHertz = 7000,
        RoomLevel = 0.2,
        RoomSeconds = 0.5,
        Compression = 0.1,
        LoudnessDecibels = -16,
        HissDecibels = -68,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(84, 112), 4, 3);
        int key = score.Pick(40, 43, 45, 48);
        var chords = Progression.In(key, "C7 F7 C7 C7 F7 F7 C7 C7 G7 F7 C7 G7");
        var scale = new Scale(key, Scale.Blues);
        score.Record("drums", -7.5, () =>
        {
            score.Drums(Kit.SoftKick, 0.9, "X.....X.....", "X.....X..x..");
            score.Drums(Kit.Snare, 0.7, "...X.....X..", "...X.....X.o");
            score.Drums(Kit.Ride, 0.35, "x.ox.ox.ox.o");
        });
        score.Record("bass", -8, () => score.BassLine(Orchestra.UprightBass, chords, 36, 2.6, "r..3..5..6..", "8..6..5..3.."));
        score.Record(
            "guitar",
            -4,
            () => score.BassLine(Orchestra.ElectricGuitar, chords, 45, 1.2, "r.r5.5r.r5.5", "r.r6.6r.r6.6"),
            track => Effects.Amplifier(track, 0.7));
        score.Record("piano", -15, () => score.Comp(Orchestra.Piano, chords, 62, 1.5, "..x......x..", "..x..x......"));
        score.Record("voice", -7, () => score.Tune(Orchestra.MaleVoice, chords, scale, 55, "ab..ab..cd..", ["x.xx.xx.....", "...x.xx..x..", "x..x.xx.x..."]));
        score.Record(
            "answer",
            -5.5,
            () => score.Tune(score.Pick(Orchestra.ElectricGuitar, Orchestra.Harmonica), chords, scale, 65, "..ab..ab..cd", ["xxxx.xx..x..", "x.xx.xx.xx..", ".xxx..x.xx.x"]),
            track => Effects.Amplifier(track, 1));
    }
}
