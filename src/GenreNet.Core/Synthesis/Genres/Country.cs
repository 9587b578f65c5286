namespace GenreNet.Core.Synthesis;

/// <summary>
/// Composes country: alternating bass and strummed steel guitar, a train beat on the snare, a singer, and a pedal steel, fiddle or banjo
/// that fills the gaps.
/// </summary>
internal static class Country
{
    public static readonly Mastering Mastering = new() { RoomLevel = 0.1, RoomSeconds = 0.6, Compression = 0.3, LoudnessDecibels = -17 };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(96, 124), 4);
        int key = 48 + score.Random.Next(8);
        var chords = Progression.In(key, score.Pick("C C F C C C G7 G7 C C F C C G7 C C", "C F C G7 C F G7 C", "C Am F G7 C Am F/G7 C"));
        var scale = new Scale(key, Scale.MajorPentatonic);
        score.Record("drums", -12, () =>
        {
            score.Drums(Kit.SoftKick, 0.8, "X.......X.......");
            score.Drums(Kit.Snare, 0.5, "..o.X.o...o.X.oo", "..o.X.o...o.X.o.");
            score.Drums(Kit.ClosedHat, 0.4, "x.o.x.o.x.o.x.o.");
        });
        score.Record("bass", -8, () => score.BassLine(Orchestra.ElectricBass, chords, 36, 3.5, "r.......l.......", "r.......l.....a."));
        score.Record("guitar", -8, () => score.Strum(Orchestra.SteelGuitar, chords, 2, "..o.X.ox..o.X.ox"));
        score.Record("voice", -4, () => score.Tune(score.Pick(Orchestra.MaleVoice, Orchestra.FemaleVoice), chords, scale, 62, "ababcbd.", ["x.x.x.x.x.......", "..x.x.x.x...x...", "x..xx.x.x...x..."]));
        score.Record("steel", -8, () => score.Tune(score.Pick(Orchestra.PedalSteel, Orchestra.PedalSteel, Orchestra.Fiddle), chords, scale, 70, "...a..ba", ["x...x...x.x.x...", "x.......x...x..."]));
        if (score.Chance(0.5))
        {
            score.Record("banjo", -13, () => score.Picking(Orchestra.Banjo, chords, 67, 2, "0213021302130213"));
        }
    }
}
