namespace GenreNet.Core.Synthesis;

/// <summary>Composes techno: a hard kick on every beat, one dark chord, resonant sequences of sixteenths, fast hats.</summary>
internal static class Techno
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(122, 148), 4);
        var harmony = new Harmony(
            new Scale(50 + score.Random.Next(12), score.Pick<int[]>(Scale.Phrygian, Scale.Minor, Scale.Dorian)),
            score.Pick<int[]>([0], [0, 0, 0, 1], [0, 0, 5, 5]),
            BarsPerChord: 2);
        score.Beat(score.Pick(Kit.HardKick, Kit.HardKick, Kit.DeepKick), "X...X...X...X...", 1, 1);
        score.Beat(Kit.ClosedHat, score.Pick("x.xxx.xxx.xxx.xx", "xxxxxxxxxxxxxxxx", "..x...x...x...x."), score.Random.NextDouble(0.2, 0.6));
        if (score.Chance(0.5))
        {
            score.Beat(score.Pick(Kit.Clap, Kit.RimShot, Kit.Snare), score.Pick("....x.......x...", "...x..x....x..x."), 0.35);
        }

        if (score.Chance(0.4))
        {
            score.Beat(Kit.OpenHat, "..x...x...x...x.", 0.35);
        }

        score.Arpeggio(
            score.Pick(Orchestra.AcidSynth, Orchestra.SynthBass, Orchestra.SawStab, Orchestra.Square),
            harmony,
            score.Pick("0.00.0.30.00.1.3", "0003000300040001", "00.10.0300.10.02", "0.0.3.0.0.1.0.0."),
            score.Random.NextDouble(0.4, 0.8),
            0.8,
            -1);
        if (score.Chance(0.6))
        {
            score.Bass(score.Pick(Orchestra.SubBass, Orchestra.SynthBass), harmony, score.Pick("..r...r...r...r.", ".rrr.rrr.rrr.rrr"), 0.6, 1);
        }

        if (score.Chance(0.5))
        {
            score.Chords(score.Pick(Orchestra.SawStab, Orchestra.HollowPad, Orchestra.WarmPad), harmony, score.Pick("...x..x.........", "h"), 0.35, 1, 1);
        }
    }
}
