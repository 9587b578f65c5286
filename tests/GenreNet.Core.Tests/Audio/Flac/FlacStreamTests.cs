using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Formats;

namespace GenreNet.Core.Tests.Audio.Flac;

/// <summary>Headers of files and frames, and the structures of the IETF's test files: subset, uncommon and faulty.</summary>
public class FlacStreamTests
{
    private const int Length = 2000;

    private static readonly FlacCoding Coding = new();

    private static readonly int[][] Sound = FlacSound.Channels(2, 16, Length);

    [Theory]
    [InlineData(1, 192)]
    [InlineData(2, 576)]
    [InlineData(3, 1152)]
    [InlineData(4, 2304)]
    [InlineData(5, 4608)]
    [InlineData(6, 16)]
    [InlineData(6, 256)]
    [InlineData(7, 1000)]
    [InlineData(7, 1937)]
    [InlineData(7, 65535)]
    [InlineData(7, 65536)]
    [InlineData(8, 256)]
    [InlineData(9, 512)]
    [InlineData(10, 1024)]
    [InlineData(11, 2048)]
    [InlineData(12, 4096)]
    [InlineData(13, 8192)]
    [InlineData(14, 16384)]
    [InlineData(15, 32768)]
    public void Every_block_size_is_decoded(int code, int blockSize)
    {
        int[][] sound = FlacSound.Channels(1, 16, blockSize * 2);
        FlacSound.Check(sound, 16, Coding, new FlacFrameFields(BlockSizeCode: code), blockSize);
        FlacSound.Check(sound, 16, Coding, new FlacFrameFields(BlockSizeCode: code, HasVariableSize: true), blockSize);
    }

    [Fact]
    public void Blocks_of_changing_sizes_are_decoded()
    {
        int[][] sound = FlacSound.Channels(2, 16, 1000);
        List<byte> file = [.. "fLaC"u8, .. FlacEncoder.StreamInfo(sound, 16, 8000, isLast: true)];
        int start = 0;
        foreach (int size in (int[])[1, 16, 483, 100, 400])
        {
            int[][] block = [.. sound.Select(c => c[start..(start + size)])];
            FlacCoding coding = Coding with { FixedOrder = Math.Min(2, size) };
            file.AddRange(FlacEncoder.Frame(block, 16, _ => coding, new FlacFrameFields(HasVariableSize: true), start));
            start += size;
        }

        FlacSound.Check([.. file], sound, 16);
    }

    [Theory]
    [InlineData(0, 96000)]
    [InlineData(0, 768000)]
    [InlineData(0, 44100)]
    [InlineData(1, 88200)]
    [InlineData(2, 176400)]
    [InlineData(3, 192000)]
    [InlineData(4, 8000)]
    [InlineData(5, 16000)]
    [InlineData(6, 22050)]
    [InlineData(7, 24000)]
    [InlineData(8, 32000)]
    [InlineData(9, 44100)]
    [InlineData(10, 48000)]
    [InlineData(11, 96000)]
    [InlineData(12, 8000)]
    [InlineData(13, 8000)]
    [InlineData(14, 8000)]
    public void Every_sample_rate_is_read(int code, int rate)
    {
        byte[] file = FlacEncoder.File(Sound, 16, Coding, new FlacFrameFields(SampleRateCode: code), rate: rate);
        FlacSound.Check(file, Sound, 16);
        using AudioReader reader = AudioFile.Open(new MemoryStream(file), "clip", ffmpeg: null);
        Assert.Equal((rate, 2, "FLAC", Length), (reader.SampleRate, reader.ChannelCount, reader.Format, reader.SampleCount));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 12)]
    [InlineData(4, 16)]
    [InlineData(5, 20)]
    [InlineData(6, 24)]
    [InlineData(7, 32)]
    public void Every_bit_depth_of_a_frame_header_is_read(int code, int bits) => FlacSound.Check(
        FlacSound.Channels(2, bits, Length), bits, Coding with { HasLongParameters = true }, new FlacFrameFields(BitsCode: code));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void One_to_eight_channels_are_mixed(int count) => FlacSound.Check(FlacSound.Channels(count, 16, Length), 16, Coding);

    [Fact]
    public void Channels_of_one_frame_may_be_coded_differently()
    {
        FlacCoding[] codings = [Coding, Coding with { IsVerbatim = true }, FlacCoding.Linear(9), Coding with { FixedOrder = 4 }];
        int[][] sound = FlacSound.Channels(4, 16, Length);
        byte[] frames = FlacEncoder.Frames(sound, 16, channel => codings[channel]);
        byte[] file = [.. "fLaC"u8, .. FlacEncoder.StreamInfo(sound, 16, 8000, isLast: true), .. frames];
        FlacSound.Check(file, sound, 16);
    }

    [Fact]
    public void An_unknown_length_and_an_unknown_MD5_are_accepted()
    {
        byte[] info = FlacEncoder.StreamInfo(Sound, 16, 8000, isLast: true, total: 0, md5: new byte[16]);
        byte[] file = [.. "fLaC"u8, .. info, .. FlacEncoder.Frames(Sound, 16, _ => Coding)];
        FlacSound.Check(file, Sound, 16);
        using AudioReader reader = AudioFile.Open(new MemoryStream(file), "clip", ffmpeg: null);
        Assert.Null(reader.SampleCount);
    }

    [Fact]
    public void Other_blocks_of_metadata_are_passed_over()
    {
        byte[] info = FlacEncoder.StreamInfo(Sound, 16, 8000);
        byte[] frames = FlacEncoder.Frames(Sound, 16, _ => Coding);
        byte[] picture = FlacEncoder.Block(6, new byte[100_000]);
        // A comment that claims more than its block holds, an application, padding, and a type of the future.
        byte[] comment = FlacEncoder.Block(4, [0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3]);
        byte[] last = FlacEncoder.Block(126, new byte[10], isLast: true);
        byte[] others = [.. picture, .. comment, .. FlacEncoder.Block(2, new byte[50]), .. FlacEncoder.Block(1, []), .. last];
        FlacSound.Check([.. "fLaC"u8, .. info, .. others, .. frames], Sound, 16);
        FlacSound.Check([.. "fLaC"u8, .. comment, .. info, .. last, .. frames], Sound, 16);
    }

    [Fact]
    public void A_file_without_STREAMINFO_is_decoded_if_its_frames_describe_themselves()
    {
        byte[] padding = FlacEncoder.Block(1, new byte[100], isLast: true);
        byte[] frames = FlacEncoder.Frames(Sound, 16, _ => Coding, new FlacFrameFields(SampleRateCode: 4, BitsCode: 4));
        FlacSound.Check([.. "fLaC"u8, .. padding, .. frames], Sound, 16);
        FlacSound.Check(frames, Sound, 16);
        byte[] bare = FlacEncoder.Frames(Sound, 16, _ => Coding);
        AudioFormatException problem = FlacSound.ReadUntilProblem([.. "fLaC"u8, .. padding, .. bare]).Problem!;
        Assert.Contains("sample rate and bits", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_in_front_and_at_the_end_are_passed_over()
    {
        byte[] file = FlacEncoder.File(Sound, 16, Coding);
        byte[] info = FlacEncoder.StreamInfo(Sound, 16, 8000, isLast: true, total: 0);
        byte[] endless = [.. "fLaC"u8, .. info, .. FlacEncoder.Frames(Sound, 16, _ => Coding)];
        byte[] tag = [.. "TAG"u8, .. new byte[125]];
        byte[] ape = [.. "APETAGEX"u8, .. new byte[24]];
        FlacSound.Check([.. HeaderBytes.Id3(3000), .. file], Sound, 16);
        Assert.All((byte[][])[tag, ape, [.. ape, .. tag]], end =>
        {
            FlacSound.Check([.. file, .. end], Sound, 16);
            FlacSound.Check([.. endless, .. end], Sound, 16);
        });
        // Anything may follow if the length is known, and nothing else otherwise.
        FlacSound.Check([.. file, 1, 2, 3, 0xFF, 0xF8, 0], Sound, 16);
        FlacSound.Check([.. file, 0xFF, 0xF8, 0, 0, 0, 0, 0], Sound, 16);
        FlacSound.Check([.. file, 0], Sound, 16);
        (List<float> samples, _, AudioFormatException? problem) = FlacSound.ReadUntilProblem([.. endless, 1, 2, 3, 4]);
        Assert.Equal((Length, endless.Length), (samples.Count, (int)problem!.Offset!));
    }

    [Fact]
    public void Channels_and_bit_depth_may_change()
    {
        int[][] three = FlacSound.Channels(3, 24, 700);
        int[][] one = FlacSound.Channels(1, 8, 500);
        byte[] file =
        [
            .. "fLaC"u8, .. FlacEncoder.StreamInfo(Sound, 16, 8000, isLast: true, total: Length + 1200),
            .. FlacEncoder.Frames(Sound, 16, _ => Coding),
            .. FlacEncoder.Frames(three, 24, _ => Coding with { HasLongParameters = true }, new FlacFrameFields(BitsCode: 6)),
            .. FlacEncoder.Frames(one, 8, _ => Coding, new FlacFrameFields(BitsCode: 1)),
        ];
        Assert.Empty(Decoded.Check(file, [.. FlacSound.Mono(Sound, 16), .. FlacSound.Mono(three, 24), .. FlacSound.Mono(one, 8)]));
    }

    [Fact]
    public void A_sample_rate_that_changes_is_an_error_at_the_byte_where_it_does()
    {
        byte[] start = FlacEncoder.File(Sound, 16, Coding, new FlacFrameFields(SampleRateCode: 4));
        byte[] file = [.. start, .. FlacEncoder.Frames(Sound, 16, _ => Coding, new FlacFrameFields(SampleRateCode: 5))];
        (List<float> samples, _, AudioFormatException? problem) = FlacSound.ReadUntilProblem(file);
        Assert.Equal((Length, start.Length), (samples.Count, (int)problem!.Offset!));
        Assert.Contains("from 8000 Hz to 16000 Hz", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, 2, 8000)]
    [InlineData(16, 1, 8000)]
    [InlineData(16, 2, 8001)]
    public void Frames_are_believed_where_STREAMINFO_contradicts_them(int bits, int channels, int rate)
    {
        byte[] info = FlacEncoder.StreamInfo([.. Enumerable.Repeat(Sound[0], channels)], bits, rate, isLast: true);
        var fields = new FlacFrameFields(SampleRateCode: 4, BitsCode: 4);
        byte[] file = [.. "fLaC"u8, .. info, .. FlacEncoder.Frames(Sound, 16, _ => Coding, fields)];
        IReadOnlyList<string> warnings = Decoded.Check(file, FlacSound.Mono(Sound, 16));
        Assert.Contains("contradictory header", warnings[0], StringComparison.Ordinal);
        using AudioReader reader = AudioFile.Open(new MemoryStream(file), "clip", ffmpeg: null);
        Assert.Equal(8000, reader.SampleRate);
        Assert.Equal(reader.Warnings, reader.HeaderWarnings);
    }

    [Fact]
    public void A_live_stream_is_decoded_frame_by_frame_without_waiting_for_the_next()
    {
        byte[] info = FlacEncoder.StreamInfo(Sound, 16, 8000, total: 0);
        byte[] start = [.. "fLaC"u8, .. info, .. FlacEncoder.Block(1, new byte[1000], isLast: true)];
        byte[][] frames = [.. Enumerable.Range(0, 20).Select(i =>
        {
            int[][] block = [.. Sound.Select(c => c[(i * 100)..((i + 1) * 100)])];
            return FlacEncoder.Frame(block, 16, _ => Coding, new FlacFrameFields(), i);
        })];
        using var stream = new ImpatientStream([.. start, .. frames.SelectMany(f => f)]) { Arrived = start.Length + frames[0].Length };
        using AudioReader reader = AudioFile.Open(stream, "radio", ffmpeg: null);
        float[] expected = FlacSound.Mono(Sound, 16);
        float[] block = new float[1000];
        for (int i = 0; i < frames.Length; i++)
        {
            Assert.Equal(100, reader.Read(block));
            Assert.Equal(expected[(i * 100)..((i + 1) * 100)], block[..100]);
            stream.Arrived += i + 1 < frames.Length ? frames[i + 1].Length : 0;
        }

        Assert.Equal(0, reader.Read(block));
        Assert.Empty(reader.Warnings);
    }

    /// <summary>A stream that throws where a live one would wait.</summary>
    private sealed class ImpatientStream(byte[] content) : MemoryStream(content)
    {
        public int Arrived { get; set; }

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Next(buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Next(count));

        private int Next(int count) => Arrived > Position || Arrived == Capacity
            ? (int)Math.Min(count, Arrived - Position)
            : throw new InvalidOperationException("The reader waits for bytes that it does not need.");
    }
}
