namespace GenreNet.Core.Synthesis;

/// <summary>Composes jazz: walking bass, ride cymbal in triplets, seventh and ninth chords on the piano, and a solo.</summary>
internal static class Jazz
{
    public static readonly Mastering Mastering = new()
    {
        Bass = 5,
        Warmth = 1,
        Middle = -2,
        Presence = 0,
        Treble = -2,
        BandwidthHertz = 8500,
        RoomLevel = 0.16,
        RoomSeconds = 1.1,
        Compression = 0.05,
        LoudnessDecibels = -18.5,
        HissDecibels = -70,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(112, 176), 4, 3);
        int key = 48 + score.Random.Next(8);
        var chords = Progression.In(key, score.Pick(
            "Dm9 G13 Cmaj9 A7 Dm9 G13 Cmaj9 C6",
            "Cmaj7 A7 Dm7 G7 Em7/A7 Dm7/G7 C6/A7 Dm7/G7",
            "Fm7 Bb7 Ebmaj7 Abmaj7 Dm7b5 G7 Cm6 Cm6"));
        var scale = new Scale(key, Scale.Major);
        score.Record("drums", -17, () =>
        {
            score.Drums(Kit.Ride, 0.6, "X..x.xX..x.x");
            score.Drums(Kit.ClosedHat, 0.5, "...x.....x..");
            score.Drums(Kit.Brush, 0.4, "x..X..x..X.o");
            score.Drums(Kit.SoftKick, 0.3, "o..o..o..o..");
        });
        score.Record("bass", -10.5, () => score.BassLine(Orchestra.UprightBass, chords, 36, 2.8, "r..3..5..a..", "r..5..3..a..", "8..7..5..a.."));
        score.Record("piano", -12, () => score.Comp(Orchestra.Piano, chords, 62, 2, "..x.....x...", "x....x......", ".....x..x...", "..x..x......"));
        score.Record("solo", 1, () => score.Tune(
            score.Pick(Orchestra.Saxophone, Orchestra.Trumpet, Orchestra.Clarinet, Orchestra.Piano),
            chords, scale, 66, "abc.dbae", ["x.xx.xx.xx..", "..xx.xx..x.x", "x..x.xx.....", ".xxxxx.xx.x.", "x.xx.xx.xx.x"]));
    }
}
