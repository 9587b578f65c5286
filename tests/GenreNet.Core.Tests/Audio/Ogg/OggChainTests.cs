using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Ogg;

/// <summary>Chains, other streams in between, the end of the audio, damage, and live streams.</summary>
public class OggChainTests
{
    private static readonly byte[] Vorbis = OggFiles.Read(OggFiles.VorbisMono);

    private static readonly float[] Sound = OggFiles.Decode(Vorbis).Samples;

    [Theory]
    [InlineData(OggFiles.VorbisMono, 5u)]
    [InlineData(OggFiles.Opus, 5u)]
    [InlineData(OggFiles.Flac, 5u)]
    [InlineData(OggFiles.VorbisMono, 0u)]
    public void Every_link_of_a_chain_is_decoded(string name, uint serial)
    {
        byte[] file = OggFiles.WithSerial(OggFiles.Read(name), 0);
        (float[] once, _) = OggFiles.Decode(file);
        (float[] twice, IReadOnlyList<string> warnings) = OggFiles.Decode([.. file, .. OggFiles.WithSerial(file, serial), .. file]);
        Assert.Equal([.. once, .. once, .. once], twice);
        Assert.Empty(warnings);
    }

    [Fact]
    public void A_chain_of_many_links_needs_little_memory()
    {
        foreach (string name in OggFiles.Names)
        {
            byte[] file = [.. Enumerable.Repeat(OggFiles.Read(name), 50).SelectMany(link => link)];
            long before = GC.GetAllocatedBytesForCurrentThread();
            OggFiles.Decode(file);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32_000_000 + (200L * file.Length));
        }
    }

    [Fact]
    public void Links_may_have_other_codecs_and_channels()
    {
        byte[] mono = OggFiles.Read("opus-hybrid.opus");
        byte[] stereo = OggFiles.Read(OggFiles.Opus);
        float[] expected = [.. OggFiles.Decode(mono).Samples, .. OggFiles.Decode(stereo).Samples];
        Assert.Equal(expected, OggFiles.Decode([.. mono, .. stereo]).Samples);
    }

    [Fact]
    public void A_link_with_another_sample_rate_is_left_out_with_a_warning()
    {
        byte[] other = OggFiles.Read(OggFiles.VorbisStereo);
        (float[] samples, IReadOnlyList<string> warnings) = OggFiles.Decode([.. Vorbis, .. other, .. Vorbis]);
        Assert.Equal([.. Sound, .. Sound], samples);
        string warning = Assert.Single(warnings);
        Assert.StartsWith("A part of clip.ogg is left out (from byte ", warning, StringComparison.Ordinal);
        Assert.EndsWith(": its sample rate is 44100 Hz instead of 8000 Hz.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_with_a_damaged_or_unknown_codec_is_left_out_with_a_warning()
    {
        byte[] comments = OggPages.Page("comments"u8, serial: 9, sequence: 1);
        byte[] speex = [.. OggPages.Page("Speex   and so on"u8, OggPages.First, serial: 9), .. comments];
        (float[] samples, IReadOnlyList<string> warnings) = OggFiles.Decode([.. Vorbis, .. speex, .. Vorbis]);
        Assert.Equal([.. Sound, .. Sound], samples);
        Assert.Contains("it has no Vorbis, Opus or FLAC audio", Assert.Single(warnings), StringComparison.Ordinal);

        byte[] damaged = [.. OggPages.Page("\u0001vorbis nonsense"u8, OggPages.First, serial: 9), .. comments];
        (samples, warnings) = OggFiles.Decode([.. Vorbis, .. damaged, .. Vorbis]);
        Assert.Equal([.. Sound, .. Sound], samples);
        Assert.Contains("its Vorbis identification header", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_streams_in_between_are_skipped()
    {
        byte[] index = OggPages.Page("fishead\0 an index"u8, OggPages.First, serial: 77);
        List<byte[]> pages = [index, OggPages.Page("\u0080theora"u8, OggPages.First, serial: 78)];
        uint number = 1;
        foreach (byte[] page in OggPages.Split(Vorbis))
        {
            pages.Add(page);
            if (pages.Count > 3)
            {
                pages.Add(OggPages.Page(new byte[300], serial: 78, sequence: number++));
            }
        }

        (float[] samples, IReadOnlyList<string> warnings) = OggFiles.Decode(OggPages.Join(pages));
        Assert.Equal(Sound, samples);
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("Speex   and so on", "Ogg Speex")]
    [InlineData("fishead\0 an index", "OGG")]
    public void A_file_without_a_known_codec_needs_ffmpeg(string packet, string format)
    {
        byte[] first = OggPages.Page(System.Text.Encoding.ASCII.GetBytes(packet), OggPages.First);
        byte[] file = [.. first, .. OggPages.Page("more"u8, sequence: 1)];
        DependencyMissingException problem = Assert.Throws<DependencyMissingException>(() => OggFiles.Decode(file));
        Assert.Contains($"only ffmpeg can decode clip.ogg ({format})", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_page_ends_the_audio()
    {
        // Vorbis: at most the last packet is cut off; more means that the position is wrong.
        Assert.Equal(Sound.Length - 20, OggFiles.Decode(OggFiles.WithEnd(Vorbis, end => end - 20)).Samples.Length);
        int complete = OggFiles.Decode(OggFiles.WithEnd(Vorbis, end => end + 1_000_000)).Samples.Length;
        Assert.InRange(complete, Sound.Length, Sound.Length + 512);
        Assert.All((long[])[0, 1, -1, long.MaxValue, long.MinValue], granule =>
            Assert.Equal(complete, OggFiles.Decode(OggFiles.WithEnd(Vorbis, _ => granule)).Samples.Length));

        // Opus: several packets of the page may be cut off.
        byte[] opus = OggFiles.Read(OggFiles.Opus);
        int length = OggFiles.Decode(opus).Samples.Length;
        Assert.Equal(length - 1500, OggFiles.Decode(OggFiles.WithEnd(opus, end => end - 1500)).Samples.Length);
    }

    [Fact]
    public void Positions_may_start_anywhere()
    {
        byte[] later = OggPages.Join(OggPages.Split(Vorbis).Select(page =>
            OggPages.With(page, granule: OggPages.Granule(page) is > 0 and long granule ? granule + 1_000_000 : 0)));
        Assert.Equal(Sound, OggFiles.Decode(later).Samples);
    }

    [Fact]
    public void A_listener_who_joins_a_live_stream_hears_it_from_a_page_in_the_middle()
    {
        List<byte[]> pages = OggPages.Split(Vorbis);
        (float[] samples, IReadOnlyList<string> warnings) = OggFiles.Decode(OggPages.Join([pages[0], pages[1], .. pages.Skip(6)]));
        Assert.Empty(warnings);
        Assert.InRange(samples.Length, 800, Sound.Length);
        // The first block has no neighbour, so it is complete from its middle.
        Assert.Equal(Sound[^samples.Length..], samples);
    }

    [Fact]
    public void A_missing_or_damaged_page_is_a_warning_and_the_rest_is_decoded()
    {
        foreach (string name in (string[])[OggFiles.VorbisMono, OggFiles.Opus, OggFiles.Flac])
        {
            byte[] file = OggFiles.Read(name);
            float[] all = OggFiles.Decode(file).Samples;
            List<byte[]> pages = OggPages.Split(file);
            int middle = pages.Count - 2;
            byte[] damaged = [.. pages[middle]];
            damaged[60] ^= 1;
            byte[] missing = OggPages.Join(pages.Where((_, i) => i != middle));
            byte[][] files = [missing, OggPages.Join([.. pages.Take(middle), damaged, .. pages.Skip(middle + 1)])];
            Assert.All(files, bytes =>
            {
                (float[] samples, IReadOnlyList<string> warnings) = OggFiles.Decode(bytes);
                Assert.Contains("is damaged in places", Assert.Single(warnings), StringComparison.Ordinal);
                Assert.InRange(samples.Length, all.Length / 4, all.Length - 100);
                Assert.Equal(all[..(all.Length / 4)], samples[..(all.Length / 4)]);
            });
        }
    }

    [Fact]
    public void A_damaged_first_page_is_an_error()
    {
        byte[] file = [.. Vorbis];
        file[40] ^= 1;
        AudioFormatException problem = Assert.Throws<AudioFormatException>(() => OggFiles.Decode(file));
        Assert.Contains("its first Ogg page is damaged or missing", problem.Message, StringComparison.Ordinal);
        byte[] withoutSetup = OggPages.Join(OggPages.Split(Vorbis).Where((_, i) => i != 1));
        Assert.Throws<AudioFormatException>(() => OggFiles.Decode(withoutSetup));
    }

    [Fact]
    public void A_live_stream_is_decoded_while_it_is_still_arriving()
    {
        foreach (string name in OggFiles.Names)
        {
            byte[] file = OggFiles.Read(name);
            using var live = new EndlessStream(file[..(file.Length - OggPages.Split(file)[^1].Length)]);
            using AudioReader reader = AudioFile.Open(live, "radio", ffmpeg: null);
            // All pages that have arrived can be read before more is asked for.
            float[] block = new float[100];
            Assert.Throws<TimeoutException>(() =>
            {
                while (reader.Read(block) > 0)
                {
                    live.ReadCount++;
                }
            });
            Assert.True(live.ReadCount > 10);
        }
    }

    /// <summary>A stream of which the rest has not arrived.</summary>
    private sealed class EndlessStream(byte[] arrived) : MemoryStream(arrived)
    {
        public int ReadCount { get; set; }

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) =>
            base.Read(buffer) is > 0 and int count ? count : throw new TimeoutException("the rest has not arrived.");
    }
}
