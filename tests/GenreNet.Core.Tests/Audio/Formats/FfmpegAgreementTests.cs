using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Decoding;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Audio.Formats;

/// <summary>Files that ffmpeg decodes correctly give the same samples here.</summary>
public sealed class FfmpegAgreementTests : IDisposable
{
    // One process decodes them all: most of its time is its start.
    private static readonly Lazy<Dictionary<string, float[]>> Expected = new(() =>
    {
        (string Name, byte[] Content)[] files = [.. Unusual()];
        return files.Zip(Ffmpeg.Decode(files, "-ac", "1")).ToDictionary(row => row.First.Name, row => row.Second);
    });

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Files { get; } = [.. Unusual().Select(f => f.Name)];

    public static TheoryData<string, string[]> Streams { get; } = new()
    {
        { "wav", ["-c:a", "pcm_u8"] },
        { "wav", ["-c:a", "pcm_s16le"] },
        { "wav", ["-c:a", "pcm_s24le", "-ac", "2"] },
        { "wav", ["-c:a", "pcm_s32le", "-ac", "6"] },
        { "wav", ["-c:a", "pcm_f32le"] },
        { "wav", ["-c:a", "pcm_mulaw"] },
        { "wav", ["-c:a", "pcm_s16le", "-rf64", "always"] },
        { "wav", ["-c:a", "pcm_s16le", "-metadata", "title=odd"] },
        { "aiff", ["-c:a", "pcm_s16be"] },
        { "aiff", ["-c:a", "pcm_s16le"] },
        { "aiff", ["-c:a", "pcm_s24be"] },
        { "aiff", ["-c:a", "pcm_s32be", "-ac", "2"] },
        { "aiff", ["-c:a", "pcm_f32be"] },
        { "aiff", ["-c:a", "pcm_f64be"] },
        { "aiff", ["-c:a", "pcm_alaw"] },
        { "au", ["-c:a", "pcm_s16be"] },
        { "au", ["-c:a", "pcm_f64be", "-metadata", "title=odd"] },
        { "au", ["-c:a", "pcm_mulaw"] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Unusual_headers_are_interpreted_as_by_ffmpeg(string name)
    {
        byte[] file = Unusual().Single(f => f.Name == name).Content;
        float[] expected = Expected.Value[name];
        Assert.InRange(expected.Length, 1001, 1002);
        Assert.Equal(expected, Decoded.From(file, "file").Samples);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Output_of_ffmpeg_to_a_pipe_is_read_without_a_warning(string format, string[] codec)
    {
        string path = _folder.File("seekable");
        (int exitCode, byte[] streamed) = Ffmpeg.Run(["-f", "lavfi", "-i", "sine=440:r=8000:d=0.5", .. codec, "-f", format, "-", .. codec, "-f", format, path]);
        Assert.Equal(0, exitCode);
        Decoded fromFile = Decoded.From(File.ReadAllBytes(path), "file");
        Assert.Equal(4000, fromFile.Samples.Length);
        Assert.Empty(fromFile.Warnings);
        Assert.Empty(Decoded.Check(streamed, fromFile.Samples));
    }

    private static IEnumerable<(string Name, byte[] Content)> Unusual()
    {
        foreach ((SampleEncoding encoding, int codec) in HeaderBytes.WavEncodings)
        {
            byte[] samples = HeaderBytes.Samples(encoding, false);
            int width = ReferenceDecoder.Width(encoding);
            byte[] format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(codec, width));
            yield return ($"{encoding}.wav", HeaderBytes.Wav(false, format, HeaderBytes.Chunk("data", samples)));
            byte[] open = HeaderBytes.Chunk("data", samples, length: uint.MaxValue, pad: false);
            yield return ($"placeholder-{encoding}.wav", HeaderBytes.Wav(false, format, open));
            byte[] guid = [(byte)codec, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
            byte[] extensible = [.. HeaderBytes.WavFormat(0xFFFE, width), 22, 0, (byte)(8 * width), 0, 0, 0, 0, 0, .. guid];
            yield return ($"extensible-{encoding}.wav", HeaderBytes.Wav(
                false, HeaderBytes.Chunk("fmt ", extensible), HeaderBytes.Chunk("data", samples)));
        }

        foreach ((SampleEncoding encoding, int codec) in HeaderBytes.AuEncodings)
        {
            yield return ($"{encoding}.au", HeaderBytes.Au(codec, HeaderBytes.Samples(encoding, true), true));
        }

        byte[] words = HeaderBytes.Samples(SampleEncoding.Signed16, false);
        foreach (int alignment in (int[])[0, 16])
        {
            byte[] wrong = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2, alignment: alignment));
            yield return ($"alignment-{alignment}.wav", HeaderBytes.Wav(false, wrong, HeaderBytes.Chunk("data", words)));
        }

        yield return ("tag.wav", [.. HeaderBytes.Id3(600), .. HeaderBytes.Wav16(words)]);
        foreach ((string codec, int bits, SampleEncoding encoding, bool big) in new[]
        {
            ("NONE", 24, SampleEncoding.Signed24, true), ("sowt", 16, SampleEncoding.Signed16, false),
            ("in32", 32, SampleEncoding.Signed32, true), ("fl64", 64, SampleEncoding.Float64, true),
        })
        {
            byte[] sound = HeaderBytes.Chunk("SSND", HeaderBytes.AiffSound(HeaderBytes.Samples(encoding, big)), true);
            foreach (int frames in (int[])[1001, 900, 5000])
            {
                byte[] common = HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(frames, bits, codec: codec, codecName: "odd"), true);
                yield return ($"{codec}-{frames}.aifc", HeaderBytes.Aiff(
                    "AIFC", HeaderBytes.Chunk("FVER", [0xA2, 0x80, 0x51, 0x40], true), common, sound));
            }
        }
    }
}
