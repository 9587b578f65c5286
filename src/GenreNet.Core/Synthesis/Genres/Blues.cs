namespace GenreNet.Core.Synthesis;

/// <summary>
/// Composes blues: twelve bars of dominant seventh chords in triplets, a shuffle of guitar, bass and drums, and a voice that a guitar or
/// harmonica answers.
/// </summary>
internal static class Blues
{
    public static readonly Mastering Mastering = new() { BandwidthHertz = 7000, RoomLevel = 0.15, RoomSeconds = 0.7, Compression = 0.2, LoudnessDecibels = -18, HissDecibels = -62 };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(84, 112), 4, 3);
        int key = score.Pick(40, 43, 45, 48);
        var chords = Progression.In(key, "C7 F7 C7 C7 F7 F7 C7 C7 G7 F7 C7 G7");
        var scale = new Scale(key, Scale.Blues);
        score.Record("drums", -6, () =>
        {
            score.Drums(Kit.SoftKick, 0.9, "X.....X.....", "X.....X..x..");
            score.Drums(Kit.Snare, 0.7, "...X.....X..", "...X.....X.o");
            score.Drums(Kit.Ride, 0.35, "x.ox.ox.ox.o");
        });
        score.Record("bass", -6, () => score.BassLine(Orchestra.UprightBass, chords, 36, 2.6, "r..3..5..6..", "8..6..5..3.."));
        score.Record(
            "guitar",
            -8,
            () => score.BassLine(Orchestra.ElectricGuitar, chords, 45, 1.2, "r.r5.5r.r5.5", "r.r6.6r.r6.6"),
            track => Effects.Amplifier(track, 0.7));
        score.Record("piano", -14, () => score.Comp(Orchestra.Piano, chords, 62, 1.5, "..x......x..", "..x..x......"));
        score.Record("voice", -5, () => score.Tune(Orchestra.MaleVoice, chords, scale, 55, "ab..ab..cd..", ["x.xx.xx.....", "...x.xx..x..", "x..x.xx.x..."]));
        score.Record(
            "answer",
            -6,
            () => score.Tune(score.Pick(Orchestra.ElectricGuitar, Orchestra.Harmonica), chords, scale, 65, "..ab..ab..cd", ["xxxx.xx..x..", "x.xx.xx.xx..", ".xxx..x.xx.x"]),
            track => Effects.Amplifier(track, 1));
    }
}
