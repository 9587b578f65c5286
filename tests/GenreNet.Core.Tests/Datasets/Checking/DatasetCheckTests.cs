using System.Buffers.Binary;
using System.Text;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Checking;

public sealed class DatasetCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_good_dataset_has_no_faults()
    {
        SyntheticDataset.Write(_folder.Path, new SyntheticOptions { TracksPerStyle = 2, Seconds = 6 });
        CheckResult result = Check();
        Assert.Equal(20, result.Tracks.Count);
        Assert.All(result.Tracks, t => Assert.Empty(t.Faults));
        Assert.Empty(result.Replicas);
        Assert.Empty(result.NearDuplicates);
        Assert.Empty(result.Unusable);
        Assert.Empty(result.PublishedFaults);
        Assert.All(result.Genres, g => Assert.Equal((2, 0, 0, 12.0), (g.Tracks, g.Unusable, g.Faulty, g.Duration.TotalSeconds)));
    }

    [Fact]
    public void Headers_with_placeholders_or_contradictions_are_not_reported_as_damage()
    {
        Sound.WriteDataset(_folder.Path, 3, 10, "blues", "rock");
        byte[] whole = File.ReadAllBytes(Rock("rock.00000.wav"));
        for (int i = 0; i < 2; i++)
        {
            // Other samples than those of the other tracks: replicas are not the subject.
            byte[] file = [.. whole];
            file.AsSpan(44 + i, 40).Clear();
            (string name, int field, uint value) = i == 0 ? ("streamed", 40, 0x80000000) : ("aligned", 32, 16u + (16u << 16));
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(field), value);
            File.WriteAllBytes(Rock(name + ".wav"), file);
        }

        File.WriteAllBytes(Rock("ended.wav"), whole[..(whole.Length * 2 / 3)]);
        TrackFault[] faults = [.. Check().Tracks.SelectMany(t => t.Faults)];
        Assert.Equal([FaultKind.ContradictoryHeader, FaultKind.Damaged], faults.Select(f => f.Kind));
        Assert.Equal(
            "rock/aligned.wav has a contradictory header: the fmt chunk specifies a block alignment of 16 bytes, but its channels and bits require 2. "
                + "The required size is used.",
            faults[0].Text);
        Assert.StartsWith("rock/ended.wav is truncated: it contains 6.66", faults[1].Text, StringComparison.Ordinal);
        Assert.All(faults, f => Assert.False(f.IsFatal));
    }

    [Fact]
    public void Every_kind_of_fault_is_reported()
    {
        Sound.WriteDataset(_folder.Path, 3, 10, "blues", "rock");
        Write("clipped", [.. Sound.Sine(313, 10, amplitude: 2).Select(s => Math.Clamp(s, -1, 1))]);
        Write("offset", [.. Sound.Sine(323, 10).Select(s => s + 0.05f)]);
        Write("gap", [.. Sound.Sine(333, 4), .. new float[3 * 22050], .. Sound.Sine(333, 3)]);
        Write("silent", new float[10 * 22050]);
        Write("short", Sound.Sine(343, 2));
        Write("cut", Sound.Sine(353, 4));
        File.WriteAllBytes(Rock("empty.wav"), []);
        File.WriteAllText(Rock("text.wav"), "RIFF\0\0\0\0WAVEnothing");
        byte[] whole = File.ReadAllBytes(Rock("rock.00000.wav"));
        File.WriteAllBytes(Rock("ended.wav"), whole[..(whole.Length * 9 / 10)]);

        CheckResult result = Check();
        (string, FaultKind)[] faults = [.. result.Tracks.SelectMany(t => t.Faults.Select(f => (t.Track.Id["rock/".Length..], f.Kind)))];
        Assert.Equal(
            [
                ("clipped", FaultKind.Clipped), ("cut", FaultKind.CutShort), ("empty", FaultKind.Empty), ("ended", FaultKind.Damaged), ("gap", FaultKind.LongSilence),
                ("offset", FaultKind.DcOffset), ("short", FaultKind.TooShort), ("silent", FaultKind.Silent), ("text", FaultKind.Undecodable),
            ],
            faults);
        Assert.Equal(["rock/empty", "rock/short", "rock/silent", "rock/text"], result.Unusable.Select(t => t.Track));
        Assert.All(result.Tracks.SelectMany(t => t.Faults), f => Assert.DoesNotContain(_folder.Path, f.Text, StringComparison.Ordinal));
        Assert.NotNull(result.Tracks.Single(t => t.Track.Id == "rock/text").Faults[0].Offset);
        Assert.Contains("starting at 4.0 s", result.Tracks.Single(t => t.Track.Id == "rock/gap").Faults[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_samples_in_another_container_are_a_replica()
    {
        Sound.WriteDataset(_folder.Path, 1, 4, "blues", "rock");
        byte[] wav = File.ReadAllBytes(Rock("rock.00000.wav"));
        File.WriteAllBytes(_folder.File("blues", "copy.au"), Au(wav.AsSpan(44)));
        CheckResult result = Check();
        Assert.Equal([["blues/copy", "rock/rock.00000"]], result.Replicas);
        Assert.Empty(result.NearDuplicates);
        Assert.Equal("blues/copy", result.Groups.GroupOf("rock/rock.00000"));
    }

    [Fact]
    public void Replicas_and_near_duplicates_form_groups()
    {
        float[] piece = SyntheticDataset.Render("folk", 4, 12).Samples.ToArray();
        Sound.WriteDataset(_folder.Path, 1, 12, "blues");
        Write("a", piece);
        Write("b", piece);
        Write("c", [.. piece[15435..].Select(s => s * 0.25f)]);
        CheckResult result = Check();
        Assert.Equal([["rock/a", "rock/b"]], result.Replicas);
        Assert.Equal([("rock/a", "rock/c")], result.NearDuplicates.Select(p => (p.First, p.Second)));
        Assert.Equal([["rock/a", "rock/b", "rock/c"]], result.Groups.Groups);
    }

    [Fact]
    public void Tracks_are_reported_one_by_one_and_a_check_can_be_cancelled()
    {
        Sound.WriteDataset(_folder.Path, 3, 4, "blues", "rock");
        List<CheckProgress> reported = [];
        DatasetCheck.Run(TrackLibrary.Open(_folder.Path), progress: new CallbackProgress(reported.Add));
        Assert.Equal([1, 2, 3, 4, 5, 6], reported.Select(p => p.Done));
        Assert.All(reported, p => Assert.Equal(6, p.Total));
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(
            () => DatasetCheck.Run(TrackLibrary.Open(_folder.Path), progress: new CallbackProgress(_ => source.Cancel()), cancellationToken: source.Token));
    }

    [Fact]
    public void Settings_out_of_range_are_rejected() => Assert.All(
        (CheckOptions[])
        [
            new() { MinSimilarity = 0.5 }, new() { MinMatchCount = 1 }, new() { ClippedShare = double.NaN }, new() { MinOverlap = TimeSpan.Zero },
        ],
        options => Assert.Throws<ArgumentException>(options.Validate));

    [Fact]
    public void Exactly_the_thirteen_duplicate_pairs_of_real_jazz_are_found()
    {
        string jazz = TestData.Shared("data/gtzan-3/jazz");
        Assert.SkipUnless(AudioFile.FfmpegPath is not null, "there is no ffmpeg");
        foreach (string clip in Directory.GetFiles(jazz).Where(c => string.CompareOrdinal(Path.GetFileName(c), "jazz.00033") >= 0))
        {
            File.CreateSymbolicLink(_folder.File("jazz", Path.GetFileName(clip)), Path.GetFullPath(clip));
        }

        Sound.WriteDataset(_folder.Path, 1, 4, "sine");
        CheckResult result = Check();
        Assert.Equal(
            ["33/51", "34/53", "35/55", "36/58", "37/60", "38/62", "39/65", "40/67", "42/68", "43/69", "44/70", "45/71", "46/72"],
            result.NearDuplicates.Select(p => $"{p.First[^2..]}/{p.Second[^2..]}"));
    }

    [Fact]
    public void The_file_that_is_not_audio_in_real_music_is_found()
    {
        CheckResult result = DatasetCheck.Run(TrackLibrary.Open(TestData.Shared("data/gtzan-10x6.tar.gz")));
        Assert.Equal("jazz/jazz.00054", Assert.Single(result.Unusable).Track);
        Assert.Equal(["jazz/jazz.00054"], Assert.Single(result.PublishedFaults).Tracks);
        Assert.Empty(result.NearDuplicates);
        Assert.Empty(result.Replicas);
    }

    private static byte[] Au(ReadOnlySpan<byte> littleEndian)
    {
        var bytes = new byte[24 + littleEndian.Length];
        Encoding.ASCII.GetBytes(".snd", bytes);
        uint[] header = [24, (uint)littleEndian.Length, 3, 22050, 1];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + (4 * i)), header[i]);
        }

        for (int i = 0; i < littleEndian.Length; i++)
        {
            bytes[24 + (i ^ 1)] = littleEndian[i];
        }

        return bytes;
    }

    private CheckResult Check() => DatasetCheck.Run(TrackLibrary.Open(_folder.Path));

    private string Rock(string file) => _folder.File("rock", file);

    private void Write(string name, float[] samples) => WavWriter.Write(Rock($"{name}.wav"), samples, 22050);

    private sealed class CallbackProgress(Action<CheckProgress> report) : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value) => report(value);
    }
}
