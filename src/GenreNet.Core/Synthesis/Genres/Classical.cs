namespace GenreNet.Core.Synthesis;

/// <summary>Composes classical music: a melody over broken chords, for piano or for strings with a woodwind, in a hall.</summary>
internal static class Classical
{
    public static readonly Mastering Mastering = new()
    {
        Bass = -2,
        Warmth = 1,
        Middle = 3,
        Presence = -2,
        Treble = 3,
        BandwidthHertz = 9900,
        RoomLevel = 0.6,
        RoomSeconds = 2.6,
        Compression = 0,
        LoudnessDecibels = -26,
        HissDecibels = -76,
    };

    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(66, 96), score.Pick(3, 4), 2);
        bool isTriple = score.Meter.BeatsPerBar == 3;
        int key = 55 + score.Random.Next(8);
        bool isMinor = score.Chance(0.4);
        var chords = Progression.In(key, isMinor ? "Cm Fm G7 Cm Ab Dm7b5 G7 Cm" : score.Pick("C Am F G7 C/F Dm G7 C", "C G7 Am/Em F C/Am Dm7/G7 C C"));
        var scale = new Scale(key, isMinor ? Scale.HarmonicMinor : Scale.Major);
        string[] rhythms = isTriple ? ["x...x.", "x.x.x.", "x..xxx", "xxxxx."] : ["x...x.x.", "x..xx.x.", "x.xxx.x.", "x.x.xxxx"];
        if (score.Chance(0.4))
        {
            score.Record("left hand", -6, () => score.Picking(Orchestra.Piano, chords, 52, 3, isTriple ? "021212" : "02120212"));
            score.Record("right hand", -7, () => score.Tune(Orchestra.Piano, chords, scale, 72, "abacabad", rhythms, 1.1));
            return;
        }

        score.Record("cello", -6, () => score.BassLine(Orchestra.Strings, chords, 43, isTriple ? 5.5 : 3.6, isTriple ? "r....." : "r...5..."));
        score.Record("strings", -8, () => score.Comp(Orchestra.Strings, chords, 62, 0, isTriple ? "x....." : "x...x..."));
        score.Record("violin", -6.5, () => score.Tune(Orchestra.Fiddle, chords, scale, 74, "ab.cab.d", rhythms));
        score.Record("wind", -10, () => score.Tune(score.Pick(Orchestra.Flute, Orchestra.Clarinet), chords, scale, 72, "..a...b.", rhythms));
    }
}
