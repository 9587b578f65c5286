using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Formats;

namespace GenreNet.Core.Tests.Audio.Mpeg;

/// <summary>How frames are found, trimmed and reported, with frames of silence.</summary>
public class Mp3StreamTests
{
    private static readonly byte[] Ten = MpegBytes.Frames(MpegBytes.Mono44, 10);

    [Fact]
    public void Every_frame_becomes_1152_samples_or_576_at_low_rates()
    {
        Check(Ten, 11520);
        Check(MpegBytes.Frames(MpegBytes.Stereo44, 3), 3456);
        Check(MpegBytes.Frames(MpegBytes.Mono22, 10), 5760);
        Check(MpegBytes.Frames(MpegBytes.Mono44, 1), 1152);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(65535)]
    public void Garbage_in_front_is_skipped(int length)
    {
        byte[] garbage = new byte[length];
        new Random(1).NextBytes(garbage);
        garbage[0] = 1;
        Check([.. garbage, .. Ten], 11520);
    }

    [Fact]
    public void A_header_without_another_one_at_its_end_is_garbage()
    {
        byte[] lone = MpegBytes.Frame(MpegBytes.Mono44)[..50];
        Check([.. lone, .. Ten], 11520);
        // The version of the next header differs.
        byte[] mixed = [.. MpegBytes.Frame(MpegBytes.Mono22), .. Ten];
        Check(mixed, 11520);
    }

    [Fact]
    public void Frames_after_64_KiB_are_too_late()
    {
        byte[] garbage = new byte[65536];
        Array.Fill(garbage, (byte)1);
        AudioFormatException problem = Assert.Throws<AudioFormatException>(() => Decoded.From([.. garbage, .. Ten], "stream"));
        Assert.Contains("the audio format is not recognised", problem.Message, StringComparison.Ordinal);
        byte[] start = [.. MpegBytes.Frame(MpegBytes.Mono44)[..20], .. garbage];
        Assert.All(Decoded.Ways, way => Assert.Contains(
            "no two consecutive MP3 frames were found in the first 64 KiB", Assert.Throws<AudioFormatException>(() => Decoded.From(start, way)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Tags_at_both_ends_are_not_audio()
    {
        byte[] id3 = HeaderBytes.Id3(3000);
        byte[] id3v1 = [.. "TAG"u8, .. Enumerable.Repeat((byte)0xFF, 125)];
        byte[] footer = [.. "APETAGEX"u8, .. BitConverter.GetBytes(2000), .. BitConverter.GetBytes(60), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(0x8000_0000), .. new byte[8]];
        byte[] head = [.. "APETAGEX"u8, .. BitConverter.GetBytes(2000), .. BitConverter.GetBytes(60), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(0xA000_0000), .. new byte[8]];
        byte[] ape = [.. head, .. new byte[28], .. footer];
        Check([.. id3, .. Ten, .. id3v1], 11520);
        Check([.. id3, .. id3, .. Ten, .. ape], 11520);
        Check([.. Ten, .. ape, .. id3v1], 11520);
    }

    [Fact]
    public void Delay_and_padding_of_a_known_encoder_are_trimmed()
    {
        byte[] tag = MpegBytes.Tagged(MpegBytes.Mono44, 10, 11 * 104);
        Check([.. tag, .. Ten], 11520 - (576 + 529) - (1000 - 529));
        byte[] unknown = MpegBytes.Tagged(MpegBytes.Mono44, 10, 11 * 104, encoder: "GOGO");
        Check([.. unknown, .. Ten], 11520);
        byte[] low = MpegBytes.Tagged(MpegBytes.Mono22, 10, 11 * 104);
        Check([.. low, .. MpegBytes.Frames(MpegBytes.Mono22, 10)], 5760 - (576 + 529) - (1000 - 529));
    }

    [Fact]
    public void A_tag_that_declares_nothing_is_a_frame_of_silence_but_its_delay_counts()
    {
        byte[] tag = MpegBytes.Tagged(MpegBytes.Mono44, null, null);
        Check([.. tag, .. Ten], 12672 - (576 + 529));
    }

    [Fact]
    public void A_tag_counts_only_at_the_start()
    {
        byte[] tag = MpegBytes.Tagged(MpegBytes.Mono44, 10, 11 * 104);
        Check([1, .. tag, .. Ten], 12672);
    }

    [Fact]
    public void Frames_beyond_those_of_the_tag_are_kept()
    {
        byte[] tag = MpegBytes.Tagged(MpegBytes.Mono44, 9, null);
        Check([.. tag, .. Ten], 11520 - (576 + 529) - (1000 - 529));
    }

    [Fact]
    public void A_file_much_longer_than_its_tag_is_not_trimmed_at_the_end()
    {
        byte[] file = [.. MpegBytes.Tagged(MpegBytes.Mono44, 10, 11 * 104), .. Ten, .. Ten];
        Assert.Equal((2 * 11520) - (576 + 529), Decoded.From(file, "file").Samples.Length);
        // Of a stream the length is not known.
        Assert.Equal((2 * 11520) - (576 + 529) - (1000 - 529), Decoded.From(file, "pipe").Samples.Length);
    }

    [Fact]
    public void Files_in_a_row_are_read_as_one()
    {
        byte[] file = [.. HeaderBytes.Id3(100), .. MpegBytes.Tagged(MpegBytes.Mono44, 10, null), .. Ten];
        Check([.. file, .. file], (2 * 11520) - (576 + 529) - (1000 - 529));
    }

    [Fact]
    public void The_vbri_tag_is_no_sound()
    {
        byte[] vbri = MpegBytes.Frame(MpegBytes.Mono44, [.. new byte[32], .. "VBRI"u8, 0, 1, 0, 0, 0, 75, .. MpegBytes.Big(1144), .. MpegBytes.Big(10)]);
        Check([.. vbri, .. Ten], 11520);
    }

    [Fact]
    public void Garbage_between_frames_is_skipped_with_a_warning_and_zeros_without_one()
    {
        byte[] file = [.. Ten, .. Enumerable.Repeat((byte)7, 300), .. Ten];
        Assert.Contains("0 of 20 MP3 frames are silent, and bytes between frames were skipped 1 times", Assert.Single(Decoded.Check(file, new float[23040])), StringComparison.Ordinal);
        Check([.. Ten, .. new byte[300], .. Ten], 23040);
    }

    [Fact]
    public void A_frame_that_contradicts_the_format_is_silent()
    {
        // 511 pairs of coefficients, more than a granule has.
        byte[] bad = MpegBytes.Frame(MpegBytes.Mono44, [.. Enumerable.Repeat((byte)0xFF, 17)]);
        Assert.Contains("1 of 21 MP3 frames are silent", Assert.Single(Decoded.Check([.. Ten, .. bad, .. Ten], new float[21 * 1152])), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_a_missing_frame_are_reported_except_at_the_start()
    {
        // The main data begin 256 bytes before the frame, which do not exist.
        byte[] continuing = MpegBytes.Frame(MpegBytes.Mono44, 0x80);
        Check([.. continuing, .. Ten], 12672);
        byte[] lost = [.. Ten, .. Enumerable.Repeat((byte)7, 300), .. continuing, .. Ten];
        Assert.Contains("1 of 21 MP3 frames are silent", Assert.Single(Decoded.Check(lost, new float[21 * 1152])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_cut_short_is_decoded_to_its_end_with_a_warning()
    {
        byte[] file = Ten[..^50];
        Assert.Contains("its last MP3 frame is not complete", Assert.Single(Decoded.Check(file, new float[11520])), StringComparison.Ordinal);
        byte[] tagged = [.. MpegBytes.Tagged(MpegBytes.Mono44, 20, 21 * 104, encoder: "GOGO"), .. Ten];
        Assert.Contains("holds 0.261 s of the 0.522 s", Assert.Single(Decoded.Check(tagged, new float[11520])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_channels_may_change()
    {
        byte[] file = [.. Ten, .. MpegBytes.Frames(MpegBytes.Stereo44, 5), .. Ten];
        Check(file, 25 * 1152);
        Assert.Equal(1, Decoded.From(file, "pipe").ChannelCount);
    }

    [Fact]
    public void Another_sample_rate_is_an_error_that_names_both()
    {
        byte[] file = [.. Ten, .. MpegBytes.Frames(MpegBytes.Mono22, 5)];
        Assert.All(Decoded.Ways, way =>
        {
            AudioFormatException problem = Assert.Throws<AudioFormatException>(() => Decoded.From(file, way));
            Assert.Contains("changes from MP3 at 44100 Hz to MP3 at 22050 Hz", problem.Message, StringComparison.Ordinal);
            Assert.Contains("1040", problem.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("MPEG audio layer I", new byte[] { 0xFF, 0xFF, 0x90, 0x00 })]
    [InlineData("MPEG audio layer II", new byte[] { 0xFF, 0xFD, 0x90, 0x00 })]
    [InlineData("MP3 in free format", new byte[] { 0xFF, 0xFB, 0x00, 0x00 })]
    public void What_only_ffmpeg_decodes_is_named(string codec, byte[] header)
    {
        byte[] file = [.. header, .. new byte[2000]];
        Assert.All(Decoded.Ways, way => Assert.Contains(
            $"({codec})", Assert.Throws<DependencyMissingException>(() => Decoded.From(file, way)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_frame_of_a_live_stream_is_decoded_before_the_next_one_arrives()
    {
        using var stream = new EndlessStream(MpegBytes.Frames(MpegBytes.Stereo44, 4));
        using AudioReader reader = AudioFile.Open(stream, "radio", ffmpeg: null);
        float[] block = new float[1152];
        for (int frame = 0; frame < 4; frame++)
        {
            Assert.Equal(1152, reader.Read(block));
        }

        Assert.False(stream.WasExhausted);
    }

    private static void Check(byte[] file, int sampleCount) => Assert.Empty(Decoded.Check(file, new float[sampleCount]));

    /// <summary>A stream that never ends: reading more than there is fails.</summary>
    private sealed class EndlessStream(byte[] content) : MemoryStream(content, writable: false)
    {
        public bool WasExhausted { get; private set; }

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, Math.Min(count, 500));
            WasExhausted |= read == 0;
            return read;
        }
    }
}
