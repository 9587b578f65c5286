using GenreNet.Core.Audio;
using GenreNet.Fuzzing.Mutation;

namespace GenreNet.Core.Tests.Audio.Flac;

/// <summary>Damaged and truncated files: no sample that is wrong is returned, and nothing is lost silently.</summary>
public class FlacDamageTests
{
    private const int BlockSize = 100;

    private static readonly int[][] Sound = FlacSound.Channels(2, 16, 400);

    private static readonly float[] Expected = FlacSound.Mono(Sound, 16);

    private static readonly FlacCoding Coding = FlacCoding.Linear(3) with { PartitionOrder = 2 };

    private static readonly FlacFrameFields Fields = new(FlacChannels.MidSide);

    private static readonly byte[] Good = FlacEncoder.File(Sound, 16, Coding, Fields, BlockSize);

    private static readonly int Start = Good.Length - FlacEncoder.Frames(Sound, 16, _ => Coding, Fields, BlockSize).Length;

    [Fact]
    public void A_truncated_file_gives_its_complete_frames_and_a_warning()
    {
        for (int length = 4; length < Good.Length; length++)
        {
            (List<float> samples, IReadOnlyList<string> warnings, AudioFormatException? problem) =
                FlacSound.ReadUntilProblem(Good[..length]);
            Assert.Equal(0, samples.Count % BlockSize);
            Assert.Equal(Expected[..samples.Count], samples);
            Assert.Equal(samples.Count == 0, problem is not null);
            if (samples.Count > 0)
            {
                Assert.Contains("is cut short: it holds", Assert.Single(warnings), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_truncated_file_of_unknown_length_is_reported_too()
    {
        byte[] file = [.. "fLaC"u8, .. FlacEncoder.StreamInfo(Sound, 16, 8000, isLast: true, total: 0), .. Good[Start..]];
        string warning = Assert.Single(FlacSound.ReadUntilProblem(file[..^3]).Warnings);
        Assert.Contains("its last FLAC frame, at 0.038 s, is incomplete", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bit_that_is_wrong_in_a_frame_is_an_error_at_its_byte()
    {
        int[] starts = [.. Enumerable.Range(0, 4).Select(i => Start + Enumerable.Range(0, i).Sum(k => FrameLength(k)))];
        for (int bit = 8 * Start; bit < 8 * Good.Length; bit++)
        {
            byte[] file = [.. Good];
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            int frame = Array.FindLastIndex(starts, s => s <= bit / 8);
            (List<float> samples, IReadOnlyList<string> warnings, AudioFormatException? problem) = FlacSound.ReadUntilProblem(file);
            Assert.Equal(Expected[..(frame * BlockSize)], samples);
            // A frame that seems to be longer than the file is one that was cut.
            Assert.True(problem?.Offset == starts[frame] || (frame > 0 ? IsCut(warnings) : IsEmpty(problem)), $"bit {bit}: {problem}");
        }
    }

    [Fact]
    public void Samples_without_the_MD5_of_the_header_are_a_warning()
    {
        byte[] md5 = [.. Enumerable.Repeat((byte)7, 16)];
        byte[] file = [.. "fLaC"u8, .. FlacEncoder.StreamInfo(Sound, 16, 8000, isLast: true, md5: md5), .. Good[Start..]];
        (List<float> samples, IReadOnlyList<string> warnings, _) = FlacSound.ReadUntilProblem(file);
        Assert.Equal(Expected, samples);
        Assert.Contains("do not have the MD5", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void More_samples_than_the_header_claims_are_decoded_with_a_warning()
    {
        byte[] file = [.. "fLaC"u8, .. FlacEncoder.StreamInfo(Sound, 16, 8000, isLast: true, total: 300), .. Good[Start..]];
        (List<float> samples, IReadOnlyList<string> warnings, _) = FlacSound.ReadUntilProblem(file);
        Assert.Equal(Expected, samples);
        Assert.Contains("it claims 0.038 s, and the file holds 0.05 s", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void No_memory_is_taken_for_a_length_that_is_a_lie()
    {
        byte[] file = [.. "fLaC"u8, .. FlacEncoder.StreamInfo(Sound, 16, 8000, isLast: true, total: 0xF_FFFF_FFFF), .. Good[Start..]];
        using (AudioReader reader = AudioFile.Open(new MemoryStream(file), "clip", ffmpeg: null))
        {
            Assert.Null(reader.SampleCount);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        AudioBuffer buffer = AudioBuffer.Load(new MemoryStream(file), "clip");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        Assert.Equal(Expected, buffer.Samples.ToArray());
        Assert.Contains("cut short", Assert.Single(buffer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_metadata_is_an_error_at_its_byte()
    {
        byte[] forbidden = [.. Good[..4], .. FlacEncoder.StreamInfo(Sound, 16, 8000), .. FlacEncoder.Block(127, new byte[100])];
        Assert.Equal(42, FlacSound.ReadUntilProblem(forbidden).Problem!.Offset);
        byte[] endless = [.. Good[..4], .. FlacEncoder.StreamInfo(Sound, 16, 8000), .. FlacEncoder.Block(1, new byte[1000])[..500]];
        Assert.Contains("ends inside the FLAC metadata", FlacSound.ReadUntilProblem(endless).Problem!.Message, StringComparison.Ordinal);
        byte[] nothing = Good[..Start];
        Assert.Contains("no samples", FlacSound.ReadUntilProblem(nothing).Problem!.Message, StringComparison.Ordinal);
        byte[] wrongLength = [.. Good[..Start]];
        wrongLength[7]++;
        AudioFormatException problem = FlacSound.ReadUntilProblem([.. wrongLength, .. Good[Start..]]).Problem!;
        Assert.Equal(
            "clip.flac: no FLAC frame starts where one is expected (at byte 43). Download or export the file again.", problem.Message);
    }

    [Fact]
    public void Two_thousand_mutations_are_decoded_or_refused_as_documented()
    {
        var mutator = new Mutator([.. FlacSeeds.All().Select(s => s.Content)], seed: 1);
        int refused = 0;
        for (int number = 0; number < 2000; number++)
        {
            byte[] file = mutator.Make(number);
            Assert.All((byte[][])[file, FlacSeeds.WithHeaderChecksums(file)], mutation =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                refused += Refuses(mutation) ? 1 : 0;
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32_000_000 + (200L * mutation.Length));
            });
        }

        Assert.InRange(refused, 500, 3900);
    }

    private static bool IsCut(IReadOnlyList<string> warnings) => warnings.Any(w => w.Contains("cut short", StringComparison.Ordinal));

    private static bool IsEmpty(AudioFormatException? problem) => problem?.Message.Contains("no samples", StringComparison.Ordinal) == true;

    private static bool Refuses(byte[] file)
    {
        float[] block = new float[4096];
        try
        {
            using AudioReader reader = AudioFile.Open(new MemoryStream(file), "clip", ffmpeg: null);
            while (reader.Read(block) > 0)
            {
            }

            return false;
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
        {
            return true;
        }
    }

    private static int FrameLength(int number)
    {
        int[][] block = [.. Sound.Select(c => c[(number * BlockSize)..((number + 1) * BlockSize)])];
        return FlacEncoder.Frame(block, 16, _ => Coding, Fields, number).Length;
    }
}
