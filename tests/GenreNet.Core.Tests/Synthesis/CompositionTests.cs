using GenreNet.Core.Numerics;
using GenreNet.Core.Synthesis;

namespace GenreNet.Core.Tests.Synthesis;

public class CompositionTests
{
    [Fact]
    public void Chord_symbols_are_transposed_and_bars_may_have_two_chords()
    {
        var chords = Progression.In(62, "C Bb/F#m7b5");
        Assert.Equal((62, 72, 68), (chords.Root(0), chords.Root(1), chords.Root(1, 0.5)));
        Assert.Equal([0, 3, 6, 10], chords.Tones(1, 0.75));
        Assert.Equal(chords.Root(0), chords.Root(2));
    }

    [Fact]
    public void Close_position_keeps_all_tones_within_an_octave_around_the_centre()
    {
        var chords = Progression.In(60, "C F G7");
        Assert.Equal([60, 64, 67], chords.Close(0, 0, 64));
        Assert.Equal([60, 65, 69], chords.Close(1, 0, 64));
        Assert.Equal([59, 62, 65, 67], chords.Close(2, 0, 64));
    }

    [Fact]
    public void A_guitar_plays_the_root_lowest()
    {
        var chords = Progression.In(60, "C5 Am7");
        Assert.Equal([48, 55, 60], chords.Guitar(0, 0));
        Assert.Equal([45, 52, 57, 60, 67, 64], chords.Guitar(1, 0));
    }

    [Fact]
    public void The_nearest_tone_belongs_to_the_chord() => Assert.Equal(67, Progression.In(60, "C").Nearest(0, 0, 66));

    [Fact]
    public void A_recorded_part_is_on_its_own_track()
    {
        var score = new Score(new SeededRandom(1), 22050);
        score.Record("bass", -6, () => score.BassLine(Orchestra.ElectricBass, Progression.In(48, "C"), 36, 2, "r...r...r...r..."), track => track.AsSpan().Fill(0.5f));
        Assert.All(score.Samples, sample => Assert.Equal(0, sample));
        AudioTrack track = Assert.Single(score.Tracks);
        Assert.Equal(("bass", -6.0), (track.Name, track.Decibels));
        Assert.All(track.Samples, sample => Assert.Equal(0.5f, sample));
    }

    [Fact]
    public void A_motif_has_the_same_rhythm_when_it_returns()
    {
        var score = new Score(new SeededRandom(3), 22050 * 8) { Meter = new Meter(120, 4) };
        var instrument = new Listener();
        score.Tune(instrument, Progression.In(60, "C F"), new Scale(60, Scale.Major), 67, "a.", ["x..x..x.x.......", "x.x.x.x.x.x.x.x.", "..x...x........."]);
        int[] counts = [.. instrument.Tones.Chunk(instrument.Tones.Count / 2).Select(half => half.Length)];
        Assert.Equal(counts[0], counts[1]);
        Assert.Equal(instrument.Tones[..counts[0]].Select(tone => tone.HoldLength), instrument.Tones[counts[0]..].Select(tone => tone.HoldLength));
        Assert.All(instrument.Tones, tone => Assert.InRange(tone.Hertz, Scale.Hertz(67 - 13), Scale.Hertz(67 + 13)));
    }

    private sealed record Listener : Instrument
    {
        public List<Tone> Tones { get; } = [];

        public override void Play(Span<float> destination, in Tone tone) => Tones.Add(tone);
    }
}
