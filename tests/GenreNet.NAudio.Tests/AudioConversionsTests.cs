using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Inference.Tests.Support;
using GenreNet.NAudio.Tests.Support;
using NAudio.Wave;

namespace GenreNet.NAudio.Tests;

public class AudioConversionsTests
{
    private const int Frames = 9001;

    private static readonly Dictionary<string, WaveFormat> Formats = new()
    {
        ["8-bit PCM"] = new WaveFormat(8000, 8, 1),
        ["16-bit PCM"] = new WaveFormat(44100, 16, 2),
        ["24-bit PCM"] = new WaveFormat(48000, 24, 1),
        ["32-bit PCM"] = WaveFormat.CreateCustomFormat(WaveFormatEncoding.Pcm, 96000, 2, 96000 * 8, 8, 32),
        ["32-bit float"] = WaveFormat.CreateIeeeFloatWaveFormat(48000, 2),
        ["64-bit float"] = WaveFormat.CreateCustomFormat(WaveFormatEncoding.IeeeFloat, 48000, 2, 48000 * 16, 16, 64),
        ["A-law"] = WaveFormat.CreateALawFormat(8000, 1),
        ["mu-law"] = WaveFormat.CreateMuLawFormat(8000, 2),
        ["extensible 16-bit PCM, six channels"] = new WaveFormatExtensible(48000, 16, 6, false, 16, 0x3F),
        ["extensible 24-bit PCM"] = new WaveFormatExtensible(44100, 24, 2, false, 24, 3),
        ["extensible 24-bit PCM in 32 bits"] = new WaveFormatExtensible(44100, 32, 2, false, 24, 3),
        ["extensible 32-bit float"] = new WaveFormatExtensible(48000, 32, 2, true, 32, 3),
    };

    public static TheoryData<string> FormatNames { get; } = [.. Formats.Keys];

    public static WaveFormat Format(string name) => Formats[name];

    [Theory]
    [MemberData(nameof(FormatNames))]
    public void A_wave_stream_has_the_samples_that_we_decode_from_the_file(string name)
    {
        byte[] file = Waves.WavFile(Formats[name], Waves.RandomFrames(Formats[name], Frames));
        using AudioReader direct = AudioFile.Open(new MemoryStream(file), "direct.wav");
        using var stream = new WaveFileReader(new MemoryStream(file));
        AudioReader reader = stream.ToAudioReader("song.wav");

        Assert.Equal("song.wav", reader.Name);
        Assert.Equal(direct.SampleRate, reader.SampleRate);
        Assert.Equal(direct.ChannelCount, reader.ChannelCount);
        Assert.Equal(Frames, reader.SampleCount);
        Assert.Equal(direct.ReadAll(), reader.ReadAll());
        Assert.Empty(reader.Warnings);
    }

    [Theory]
    [MemberData(nameof(FormatNames))]
    public void A_wave_provider_has_the_samples_of_the_stream_in_pieces_of_any_length(string name)
    {
        WaveFormat format = Formats[name];
        byte[] frames = Waves.RandomFrames(format, 500);
        using var stream = new RawSourceWaveStream(frames, 0, frames.Length, format);
        float[] expected = stream.ToAudioReader().ReadAll();
        foreach (int mostPerRead in (int[])[1, 7, 1000])
        {
            Assert.Equal(expected, new ByteProvider(frames, format, mostPerRead).ToAudioReader().ReadAll(blockLength: 33));
        }
    }

    [Theory]
    [InlineData("8-bit PCM")]
    [InlineData("16-bit PCM")]
    [InlineData("24-bit PCM")]
    [InlineData("32-bit PCM")]
    [InlineData("32-bit float")]
    [InlineData("64-bit float")]
    [InlineData("extensible 32-bit float")]
    public void Samples_equal_those_of_NAudios_own_conversion(string name)
    {
        WaveFormat format = Formats[name];
        byte[] frames = Waves.RandomFrames(format, Frames);
        ISampleProvider theirs = new ByteProvider(frames, format.AsStandardWaveFormat()).ToSampleProvider();
        float[] interleaved = new float[Frames * format.Channels];
        Assert.Equal(interleaved.Length, theirs.Read(interleaved));
        float[] expected = [.. interleaved.Chunk(format.Channels).Select(frame => frame.Average())];

        float[] actual = new ByteProvider(frames, format).ToAudioReader().ReadAll();

        Assert.Equal(Frames, actual.Length);
        // The two libraries round integers of 32 bits and the mean differently.
        Assert.All(actual.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    [Fact]
    public void A_stream_is_read_from_its_position_and_stays_open()
    {
        WaveFormat format = Formats["16-bit PCM"];
        var stream = new WaveFileReader(new MemoryStream(Waves.WavFile(format, Waves.RandomFrames(format, Frames)))) { Position = 4 * 100 };
        AudioReader reader = stream.ToAudioReader();
        Assert.Equal(Frames - 100, reader.SampleCount);
        Assert.Equal(Frames - 100, reader.ReadAll().Length);
        stream.Position = 0;
        Assert.Equal(4, stream.Read(new byte[4], 0, 4));
    }

    [Fact]
    public void A_file_that_we_wrote_comes_back_through_NAudio()
    {
        using var folder = new TemporaryFolder();
        string song = folder.File("song.wav");
        WavWriter.Write(song, Fixture.Music(), 22050);
        using var stream = new WaveFileReader(song);
        Assert.Equal(AudioBuffer.Load(song).Samples.ToArray(), stream.ToAudioReader().ReadAll());
    }

    [Theory]
    [InlineData(1, int.MaxValue)]
    [InlineData(2, int.MaxValue)]
    [InlineData(2, 1)]
    [InlineData(6, 7)]
    public void A_sample_provider_is_mixed_to_the_mean_of_its_channels(int channels, int mostPerRead)
    {
        var random = new Random(3);
        float[] interleaved = [.. Enumerable.Range(0, 5000 * channels).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        AudioReader reader = new ArrayProvider(interleaved, WaveFormat.CreateIeeeFloatWaveFormat(32000, channels), mostPerRead).ToAudioReader();
        Assert.Equal((32000, channels, (long?)null), (reader.SampleRate, reader.ChannelCount, reader.SampleCount));
        float[] actual = reader.ReadAll();
        Assert.Equal(5000, actual.Length);
        Assert.All(actual.Zip(interleaved.Chunk(channels)), pair => Assert.Equal(pair.Second.Average(), pair.First, 1e-6f));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(441)]
    public void A_reader_comes_back_from_a_sample_provider(int blockLength)
    {
        var buffer = new AudioBuffer(Fixture.Music(seconds: 1), 22050);
        using AudioReader reader = buffer.OpenReader();
        ISampleProvider provider = reader.ToSampleProvider();
        Assert.Equal(WaveFormat.CreateIeeeFloatWaveFormat(22050, 1), provider.WaveFormat);
        Assert.Equal(buffer.Samples.ToArray(), provider.ToAudioReader().ReadAll(blockLength));
    }

    [Fact]
    public void A_sample_provider_of_a_reader_fills_every_buffer_but_the_last()
    {
        float[] samples = [.. Enumerable.Range(0, 1000).Select(i => i / 1000f)];
        // This reader returns at most seven samples per call.
        using AudioReader reader = new ArrayProvider(samples, WaveFormat.CreateIeeeFloatWaveFormat(8000, 1), mostPerRead: 7).ToAudioReader();
        ISampleProvider provider = reader.ToSampleProvider();
        float[] block = new float[300];
        Assert.Equal([300, 300, 300, 100, 0], Enumerable.Range(0, 5).Select(_ => provider.Read(block)));
    }

    [Fact]
    public void A_stream_that_is_a_sample_provider_as_well_is_read_as_a_stream()
    {
        WaveFormat format = WaveFormat.CreateIeeeFloatWaveFormat(48000, 2);
        byte[] frames = Waves.RandomFrames(format, 100);
        using var both = new StreamAndProvider(frames, format);
        Assert.Equal(new ByteProvider(frames, format).ToAudioReader().ReadAll(), both.ToAudioReader().ReadAll());
    }

    [Fact]
    public void A_truncated_file_has_a_warning()
    {
        WaveFormat format = new(8000, 16, 1);
        using var stream = new TruncatedStream(Waves.RandomFrames(format, 8000), format);
        using AudioReader reader = new WaveProviderReader(stream, length: 32000, "song.wav");
        Assert.Equal(8000, reader.ReadAll().Length);
        Assert.Equal("song.wav is truncated: it contains 1 s of the 2 s that its header specifies.", Assert.Single(reader.Warnings));
    }

    [Fact]
    public void Formats_that_are_not_samples_are_refused_with_their_name()
    {
        var adpcm = WaveFormat.CreateCustomFormat(WaveFormatEncoding.Adpcm, 44100, 2, 44100, 2048, 4);
        var problem = Assert.Throws<AudioFormatException>(() => new ByteProvider([], adpcm).ToAudioReader("call.wav"));
        Assert.Equal(
            "call.wav: the wave format is Adpcm with 4 bits, 2 channels and 44100 Hz, which GenreNet does not decode. "
                + "Convert the audio to PCM of 16, 24 or 32 bits or to 32-bit IEEE float first.",
            problem.Message);

        // 24 bits in 32 are decoded only if an extensible format defines where they are.
        var unclear = WaveFormat.CreateCustomFormat(WaveFormatEncoding.Pcm, 44100, 2, 44100 * 8, 8, 24);
        Assert.Throws<AudioFormatException>(() => new ByteProvider(new byte[80], unclear).ToAudioReader());
        Assert.Throws<AudioFormatException>(() => new ArrayProvider([0], new WaveFormat(44100, 16, 1)).ToAudioReader());
        Assert.Throws<AudioFormatException>(() => new ArrayProvider([0], WaveFormat.CreateCustomFormat(WaveFormatEncoding.IeeeFloat, 0, 1, 0, 4, 32)).ToAudioReader());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void Samples_that_are_not_audio_are_refused(float sample)
    {
        foreach (int channels in (int[])[1, 2])
        {
            WaveFormat format = WaveFormat.CreateIeeeFloatWaveFormat(8000, channels);
            Assert.Throws<AudioFormatException>(() => new ArrayProvider([0, sample], format).ToAudioReader().ReadAll());
            byte[] bytes = [.. BitConverter.GetBytes(0f), .. BitConverter.GetBytes(sample)];
            Assert.Throws<AudioFormatException>(() => new ByteProvider(bytes, format).ToAudioReader().ReadAll());
        }
    }

    [Fact]
    public void An_empty_stream_is_refused() =>
        Assert.Throws<AudioFormatException>(() => new ByteProvider([], new WaveFormat(8000, 16, 1)).ToAudioReader());

    /// <summary>A stream that ends before its length.</summary>
    private sealed class TruncatedStream(byte[] bytes, WaveFormat format) : WaveStream
    {
        private int _next;

        public override WaveFormat WaveFormat => format;

        public override long Length => 2 * bytes.Length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            count = Math.Min(count, bytes.Length - _next);
            bytes.AsSpan(_next, count).CopyTo(buffer.AsSpan(offset));
            _next += count;
            return count;
        }
    }
}
