namespace GenreNet.Core.Synthesis;

/// <summary>
/// Composes country: alternating bass and strummed steel guitar, a train beat on the snare, a singer, and a pedal steel, fiddle or banjo
/// that fills the gaps.
/// </summary>
internal static class Country
{
    public static readonly Mastering Mastering = new()
    {
        Bass = 2,
        Warmth = 1,
        Middle = -1,
        Presence = 4,
        Treble = 0,
        BandwidthHertz = 7500,
        RoomLevel = 0.09,
        RoomSeconds = 0.7,
        Compression = 0.5,
        LoudnessDecibels = -15,
        HissDecibels = -74,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(96, 124), 4);
        int key = 48 + score.Random.Next(8);
        var chords = Progression.In(key, score.Pick("C C F C C C G7 G7 C C F C C G7 C C", "C F C G7 C F G7 C", "C Am F G7 C Am F/G7 C"));
        var scale = new Scale(key, Scale.MajorPentatonic);
        score.Record("drums", -8.5, () =>
        {
            score.Drums(Kit.SoftKick, 0.8, "X.......X.......");
            score.Drums(Kit.Brush, 0.6, "ooooXoooooooXooo", "ooooXoooooooXoxo");
            score.Drums(Kit.RimShot, 0.4, "....x.......x...");
        });
        score.Record("bass", -5.5, () => score.BassLine(Orchestra.ElectricBass, chords, 36, 3.5, "r.......l.......", "r.......l.....a."));
        score.Record("guitar", -11, () => score.Strum(Orchestra.SteelGuitar, chords, 2, "..o.X.ox..o.X.ox"));
        score.Record("voice", 6.5, () => score.Tune(score.Pick(Orchestra.MaleVoice, Orchestra.FemaleVoice), chords, scale, 62, "ababcbd.", ["x.x.x.x.x.......", "..x.x.x.x...x...", "x..xx.x.x...x..."]));
        score.Record("steel", -4, () => score.Tune(score.Pick(Orchestra.PedalSteel, Orchestra.PedalSteel, Orchestra.Fiddle), chords, scale, 70, "...a..ba", ["x...x...x.x.x...", "x.......x...x..."]));
        if (score.Chance(0.5))
        {
            score.Record("banjo", -14, () => score.Picking(Orchestra.Banjo, chords, 67, 2, "0213021302130213"));
        }
    }
}
