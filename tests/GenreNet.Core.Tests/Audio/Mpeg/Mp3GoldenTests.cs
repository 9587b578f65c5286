using System.Runtime.InteropServices;
using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Formats;

namespace GenreNet.Core.Tests.Audio.Mpeg;

/// <summary>
/// Short files of a chirp with noise and clicks, encoded by LAME and Shine, with every 16th sample of ffmpeg's mean of the channels. The
/// files named intensity have the bit of intensity stereo set in each header, so that empty high bands of the second channel become
/// directions.
/// </summary>
public class Mp3GoldenTests
{
    // ffmpeg and the decoder round in different places; both are within 4e-6 of each other.
    private const float Tolerance = 1e-5f;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden", "mpeg");

    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.mp3").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_samples_are_those_of_ffmpeg(string name)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(Folder, name + ".mp3"));
        float[] expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(Folder, name + ".f32"))).ToArray();
        Assert.True(expected.Length > 100 && expected.Max() > 0.1f);
        Assert.All(Decoded.Ways, way =>
        {
            Decoded decoded = Decoded.From(file, way);
            Assert.Empty(decoded.Warnings);
            Assert.Equal(expected.Length, (decoded.Samples.Length + 15) / 16);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], decoded.Samples[16 * i], Tolerance);
            }
        });
    }

    [Fact]
    public void Every_mutation_is_decoded_or_refused_in_little_memory()
    {
        byte[][] files = [.. Directory.EnumerateFiles(Folder, "*.mp3").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        Assert.InRange(MutatedFiles.Decode(files), 1000, 2000);
    }

    [Fact]
    public void All_codes_of_a_table_fill_it()
    {
        for (int table = 0; table < 32; table++)
        {
            double sum = Sum(HuffmanCodes.Pairs(table));
            Assert.Equal(table is 0 or 4 or 14 ? 0 : 1, sum);
        }

        Assert.Equal(1, Sum(HuffmanCodes.Quads(false)));
        Assert.Equal(1, Sum(HuffmanCodes.Quads(true)));
    }

    private static double Sum(ReadOnlySpan<byte> codes)
    {
        double sum = 0;
        for (int i = 0; i < codes.Length; i += 2)
        {
            sum += Math.Pow(2, -codes[i]);
        }

        return sum;
    }
}
