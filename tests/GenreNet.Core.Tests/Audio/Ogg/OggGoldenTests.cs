using GenreNet.Core.Tests.Audio.Formats;

namespace GenreNet.Core.Tests.Audio.Ogg;

/// <summary>Chirps with noise and clicks, encoded by libvorbis, libopus (CELT, SILK, hybrid, surround) and ffmpeg's FLAC encoder.</summary>
public class OggGoldenTests
{
    public static TheoryData<string> Files { get; } = [.. OggFiles.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_samples_are_those_of_the_reference_decoders(string name)
    {
        byte[] file = OggFiles.Read(name);
        float[] expected = OggFiles.Expected(name);
        Assert.True(expected.Length > 100 && expected.Max() > 0.1f);
        Assert.All(Decoded.Ways, way =>
        {
            Decoded decoded = Decoded.From(file, way);
            Assert.Equal("OGG", decoded.Format);
            Assert.Empty(decoded.Warnings);
            Assert.Equal(expected.Length, (decoded.Samples.Length + 15) / 16);
            float[] actual = [.. expected.Select((_, i) => decoded.Samples[16 * i])];
            if (name.StartsWith("opus", StringComparison.Ordinal))
            {
                // Concentus computes with integers of 16 bits.
                Assert.InRange(OggFiles.SignalToNoise(expected, actual), 45, double.MaxValue);
            }
            else
            {
                float tolerance = name == OggFiles.Flac ? 0 : 1e-6f;
                Assert.All(expected, (sample, i) => Assert.Equal(sample, actual[i], tolerance));
            }
        });
    }

    [Fact]
    public void Every_mutation_is_decoded_or_refused_in_little_memory()
    {
        byte[] chain = [.. OggFiles.Read(OggFiles.VorbisMono), .. OggFiles.Read(OggFiles.Opus)];
        // Without correct checksums, few changes would reach a decoder.
        int decoded = MutatedFiles.Decode(
            [.. OggFiles.Names.Select(OggFiles.Read), chain],
            repair: (number, file) => number % 4 == 0 ? file : OggPages.WithChecksums(file));
        Assert.InRange(decoded, 500, 2000);
    }

    [Fact]
    public void A_file_cut_anywhere_gives_the_samples_of_its_complete_pages()
    {
        foreach (string name in (string[])[OggFiles.VorbisMono, OggFiles.Opus, OggFiles.Flac])
        {
            byte[] file = OggFiles.Read(name);
            (float[] all, _) = OggFiles.Decode(file);
            int pagesEnd = 0;
            foreach (byte[] page in OggPages.Split(file).SkipLast(1))
            {
                pagesEnd += page.Length;
                if (OggPages.Granule(page) <= 0)
                {
                    continue;
                }

                (float[] samples, IReadOnlyList<string> warnings) = OggFiles.Decode(file[..(pagesEnd + 40)]);
                Assert.InRange(samples.Length, 1, all.Length);
                Assert.Equal(all[..samples.Length], samples);
                Assert.Contains("is cut short", Assert.Single(warnings), StringComparison.Ordinal);
                // Between two pages nothing is incomplete, as in a recording of a live stream.
                Assert.Equal(samples, OggFiles.Decode(file[..pagesEnd]).Samples);
                Assert.Empty(OggFiles.Decode(file[..pagesEnd]).Warnings);
            }

            AudioFormatException problem = Assert.Throws<AudioFormatException>(() => OggFiles.Decode(file[..100]));
            Assert.Contains("the file ends inside its headers", problem.Message, StringComparison.Ordinal);
        }
    }
}
