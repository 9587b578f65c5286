namespace GenreNet.Core.Synthesis;

/// <summary>Composes house: four on the floor, an open hat between the beats, a clap, and off-beat seventh chords.</summary>
internal static class House
{
    public static void Compose(Score score)
    {
        score.Meter = new Meter(score.Random.NextDouble(116, 130), 4, Swing: score.Random.NextDouble(0, 0.2));
        var harmony = new Harmony(
            new Scale(52 + score.Random.Next(12), score.Pick<int[]>(Scale.Minor, Scale.Dorian, Scale.Minor)),
            score.Pick<int[]>([0, 3], [0, 5, 3, 4], [0, 2, 5, 4], [0, 6]),
            score.Pick(4, 4, 5, 3));
        score.Beat(score.Pick(Kit.DeepKick, Kit.HardKick), "X...X...X...X...", 0.9, 1);
        score.Beat(score.Pick(Kit.Clap, Kit.Snare), "....x.......x...", 0.45);
        score.Beat(Kit.OpenHat, "..x...x...x...x.", score.Random.NextDouble(0.2, 0.6));
        if (score.Chance(0.6))
        {
            score.Beat(score.Pick(Kit.ClosedHat, Kit.Shaker), "xoxoxoxoxoxoxoxo", 0.3);
        }

        score.Chords(
            score.Pick(Orchestra.Piano, Orchestra.SawStab, Orchestra.Organ, Orchestra.TinePiano),
            harmony,
            score.Pick("..x..x..x..x..x.", "x..x..x...x..x..", "..x...x...x...x."),
            score.Random.NextDouble(0.4, 0.8),
            1.2);
        score.Bass(score.Pick(Orchestra.SynthBass, Orchestra.SubBass), harmony, score.Pick("..r...r...r...8.", "r..r..r...8.r...", "..r8..r8..r8..r5"), 0.7, 1.5);
        if (score.Chance(0.5))
        {
            score.Chords(score.Pick(Orchestra.Strings, Orchestra.WarmPad), harmony, "h", 0.3, octave: 1);
        }

        score.Melody(
            score.Pick(Orchestra.SawLead, Orchestra.Vibraphone, Orchestra.Flute, Orchestra.Brass),
            harmony,
            ["x..x..x.........", "....x..x..x.....", "x......."],
            score.Random.NextDouble(0.1, 0.35),
            presence: 0.4);
    }
}
