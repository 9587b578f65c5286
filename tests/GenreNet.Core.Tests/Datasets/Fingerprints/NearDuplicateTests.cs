using System.Diagnostics;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Datasets.Fingerprints;

public class NearDuplicateTests
{
    private const int Rate = 22050;

    public static TheoryData<string> Styles { get; } = [.. SyntheticDataset.Styles];

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_copy_is_found_despite_another_level_a_time_shift_and_light_noise(string style)
    {
        float[] piece = SyntheticDataset.Render(style, 11, 12).Samples.ToArray();
        Fingerprint print = Print(piece);
        NearDuplicate quieter = Only(print, [.. piece.Select(s => s * 0.25f)]);
        Assert.True(quieter.Similarity > 0.99, $"-12 dB: {quieter}");
        Assert.Equal(TimeSpan.Zero, quieter.Shift);

        NearDuplicate later = Only(print, piece[(int)(0.7 * Rate)..]);
        Assert.True(later.Similarity > 0.85, $"0.7 s later: {later}");
        Assert.Equal(-0.7, later.Shift.TotalSeconds, 0.05);
        Assert.Equal(11.2, later.Overlap.TotalSeconds, 0.15);

        NearDuplicate between = Only(print, piece[((40 * 512) + 256)..]);
        Assert.True(between.Similarity > 0.8, $"half a hop: {between}");

        // 30 dB below the music.
        double level = Math.Sqrt(piece.Sum(s => (double)s * s) / piece.Length);
        var random = new SeededRandom(7);
        NearDuplicate noisy = Only(print, [.. piece.Select(s => s + (float)(level * 0.0316 * random.NextGaussian()))]);
        Assert.True(noisy.Similarity > 0.85, $"noise: {noisy}");
    }

    [Fact]
    public void A_copy_through_mp3_is_found()
    {
        Assert.SkipUnless(AudioFile.FfmpegPath is not null, "there is no ffmpeg");
        using var folder = new TemporaryFolder();
        string wav = folder.File("piece.wav");
        string mp3 = folder.File("piece.mp3");
        float[] piece = SyntheticDataset.Render("folk", 11, 12).Samples.ToArray();
        WavWriter.Write(wav, piece, Rate);
        using (var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-nostdin", "-i", wav, "-b:a", "64k", mp3]))
        {
            ffmpeg.WaitForExit();
        }

        NearDuplicate pair = Only(Print(piece), AudioBuffer.Load(mp3, Rate).Samples.ToArray());
        Assert.True(pair.Similarity > 0.85, $"{pair}");
    }

    [Fact]
    public void Pieces_of_different_seeds_are_not_duplicates()
    {
        var clips = SyntheticDataset.Styles.SelectMany(style => Enumerable.Range(0, 4).Select(
            seed => KeyValuePair.Create($"{style}.{seed}", Print(SyntheticDataset.Render(style, (ulong)seed, 8).Samples)))).ToArray();
        Assert.Empty(Search(clips));
    }

    [Fact]
    public void Silence_noise_and_clips_without_frames_match_nothing()
    {
        var noise = new SeededRandom(5);
        Assert.Empty(Search(
        [
            new("a", Print(new float[10 * Rate])),
            new("b", Print(new float[10 * Rate])),
            new("c", Print(new float[100])),
            new("d", Print(ReadOnlyMemory<float>.Empty)),
            new("e", Print(Enumerable.Range(0, 10 * Rate).Select(_ => (float)noise.NextDouble(-1, 1)).ToArray())),
            new("f", Print(Enumerable.Range(0, 10 * Rate).Select(_ => (float)noise.NextDouble(-1, 1)).ToArray())),
        ]));
    }

    [Fact]
    public void The_order_of_pairs_does_not_depend_on_threads()
    {
        Fingerprint[] two = [.. Enumerable.Range(0, 2).Select(seed => Print(SyntheticDataset.Render("march", (ulong)seed, 6).Samples))];
        KeyValuePair<string, Fingerprint>[] clips = [.. Enumerable.Range(0, 8).Select(i => KeyValuePair.Create($"{i}", two[i / 4]))];
        NearDuplicate[] first = [.. Search(clips)];
        Assert.Equal(12, first.Length);
        Assert.Equal(first, Search(clips));
        Assert.Equal(first.OrderBy(p => p.First, StringComparer.Ordinal).ThenBy(p => p.Second, StringComparer.Ordinal), first);
    }

    [Fact]
    public void Agreement_of_words_counts_equal_bits()
    {
        BandBits left = Bits(0b1111, 0, uint.MaxValue);
        Assert.Equal(1, left.Agreement(left, 0, out int all));
        Assert.Equal(3, all);
        Assert.Equal(0.5, Bits(0x0000FFFF).Agreement(Bits(0x00FF00FF), 0, out _));
        Assert.Equal(0, left.Agreement(left, 3, out int none));
        Assert.Equal(0, none);
        Assert.Equal(1, left.Agreement(Bits(7, 0b1111, 0, uint.MaxValue), 1, out int shifted));
        Assert.Equal(3, shifted);
    }

    [Fact]
    public void Agreement_ignores_faint_parts_of_either_clip()
    {
        var left = new BandBits([0xFF], [0x0F]);
        Assert.Equal(1, left.Agreement(new BandBits([0x0F], [0xFF]), 0, out _));
        Assert.Equal(0.5, left.Agreement(new BandBits([0x03], [0xFF]), 0, out _));
        Assert.Equal(0, left.Agreement(new BandBits([0xFF], [0xF0]), 0, out _));
    }

    private static BandBits Bits(params uint[] words) => new(words, [.. words.Select(_ => uint.MaxValue)]);

    private static NearDuplicate Only(Fingerprint print, float[] copy) => Assert.Single(Search([new("a", print), new("b", Print(copy))]));

    private static IReadOnlyList<NearDuplicate> Search(IReadOnlyList<KeyValuePair<string, Fingerprint>> clips) =>
        NearDuplicateSearch.Run(clips, CheckOptions.Default, CancellationToken.None);

    private static Fingerprint Print(ReadOnlyMemory<float> samples)
    {
        using AudioReader reader = new AudioBuffer(samples, Rate).OpenReader();
        return Fingerprint.Of(MelImage.Read(reader, 1000, CancellationToken.None));
    }
}
