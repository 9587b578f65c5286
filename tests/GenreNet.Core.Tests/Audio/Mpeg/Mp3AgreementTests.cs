using System.Collections.Concurrent;
using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Formats;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Audio.Mpeg;

/// <summary>Files of the encoders of this machine's ffmpeg are decoded to the samples that it decodes.</summary>
public sealed class Mp3AgreementTests : IDisposable
{
    private const string Sound =
        "aevalsrc=0.3*sin(2*PI*(300+400*t)*t)+0.2*random(0)*lt(mod(t\\,0.3)\\,0.01)+0.05*random(1)|0.3*sin(2*PI*(500+300*t)*t)+0.2*random(2)*lt(mod(t\\,0.2)\\,0.01):s=48000:d=1.2";

    private static readonly ConcurrentDictionary<string, byte[]> Encoded = new();

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Encodings { get; } =
    [
        "-ar 44100 -b:a 128k", "-ar 44100 -b:a 128k -joint_stereo 0", "-ar 44100 -b:a 320k", "-ar 44100 -q:a 4", "-ar 44100 -b:a 130k -abr 1",
        "-ar 44100 -b:a 128k -write_xing 0", "-ar 44100 -b:a 64k -ac 1", "-ar 48000 -q:a 2", "-ar 48000 -b:a 96k -ac 1", "-ar 32000 -q:a 5", "-ar 32000 -b:a 48k -ac 1",
        "-ar 24000 -b:a 64k", "-ar 24000 -q:a 3 -ac 1", "-ar 22050 -b:a 56k", "-ar 22050 -q:a 6 -ac 1", "-ar 16000 -b:a 48k", "-ar 16000 -q:a 4 -ac 1",
        "-ar 12000 -b:a 32k", "-ar 11025 -b:a 24k -ac 1", "-ar 8000 -b:a 16k -ac 1", "-ar 8000 -b:a 32k",
        "-ar 44100 -b:a 128k -id3v2_version 3 -metadata title=odd -write_id3v1 1", "-ar 44100 -b:a 128k -c:a libshine",
    ];

    // One process encodes and one decodes all encodings of LAME: most of their time is the start of ffmpeg.
    private static readonly Lazy<Dictionary<string, (byte[] File, float[] Samples)>> Lame = new(() =>
    {
        string[] options = [.. Encodings.Select(row => row.Data).Where(option => !option.Contains("libshine", StringComparison.Ordinal))];
        byte[][] files = Encode(options);
        return options.Zip(files, Ffmpeg.Decode([.. files.Select(file => ("clip.mp3", file))])).ToDictionary(row => row.First, row => (row.Second, row.Third));
    });

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding(string options)
    {
        if (Lame.Value.TryGetValue(options, out (byte[] File, float[] Samples) encoded))
        {
            Check(encoded.File, encoded.Samples);
        }
        else
        {
            Check(Encode(options));
        }
    }

    [Theory]
    [InlineData("-ar 44100 -b:a 128k")]
    [InlineData("-ar 44100 -b:a 128k -joint_stereo 0")]
    [InlineData("-ar 48000 -q:a 4")]
    [InlineData("-ar 32000 -b:a 64k")]
    [InlineData("-ar 24000 -b:a 64k")]
    [InlineData("-ar 22050 -q:a 6")]
    public void Intensity_stereo(string options)
    {
        byte[] file = Encode(options);
        int count = 0;
        for (int offset = (int)Id3Tag.Length(file); MpegHeader.TryRead(file.AsSpan(offset), out MpegHeader header); offset += header.FrameLength)
        {
            // Joint stereo with intensity; the first frame is the encoder's tag.
            file[offset + 3] |= (byte)(count++ == 0 ? 0 : 0x50);
            if (offset + header.FrameLength > file.Length - 4)
            {
                break;
            }
        }

        Assert.InRange(count, 30, 200);
        Check(file);
    }

    [Theory]
    [InlineData("-ar 44100 -b:a 128k")]
    [InlineData("-ar 44100 -q:a 4")]
    [InlineData("-ar 22050 -b:a 56k")]
    [InlineData("-ar 48000 -b:a 96k -ac 1")]
    public void Parts_of_files(string options)
    {
        byte[] file = Encode(options);
        var random = new Random(1);
        Check([.. Enumerable.Range(0, 6).SelectMany(_ => (byte[][])
        [
            file[..CutNear(file, random.Next(file.Length / 3, file.Length))],
            file[random.Next(300, file.Length / 2)..],
        ])]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(417)]
    [InlineData(5000)]
    [InlineData(60000)]
    public void Garbage_in_front(int length)
    {
        byte[] garbage = new byte[length];
        new Random(length).NextBytes(garbage);
        garbage[0] = 1;
        Check([.. garbage, .. Encode("-ar 44100 -b:a 128k")], [.. garbage.AsSpan(0, 1), .. new byte[length], .. Encode("-ar 22050 -b:a 56k -ac 1")]);
    }

    [Fact]
    public void A_cover_picture()
    {
        string path = _folder.File("cover.mp3");
        Ffmpeg.Run(["-f", "lavfi", "-i", Sound, "-f", "lavfi", "-i", "color=red:s=300x300:d=1", "-frames:v", "1", "-map", "0:a", "-map", "1:v", "-ar", "44100", "-b:a", "128k", "-c:v", "mjpeg", "-disposition:v", "attached_pic", path]);
        Check(File.ReadAllBytes(path));
    }

    /// <summary>
    /// Returns a length that leaves a frame at least 80 bytes: where a code continues after fewer bytes, ffmpeg reads the remains of
    /// earlier frames in its buffer.
    /// </summary>
    private static int CutNear(byte[] file, int length)
    {
        int offset = (int)Id3Tag.Length(file);
        while (MpegHeader.TryRead(file.AsSpan(offset), out MpegHeader header) && offset + header.FrameLength <= length)
        {
            offset += header.FrameLength;
        }

        return Math.Max(length, offset + 80);
    }

    private static byte[] Encode(string options) => [.. Encoded.GetOrAdd(options, _ => Encode([options])[0])];

    private static byte[][] Encode(string[] options)
    {
        using var folder = new TemporaryFolder();
        string[] paths = [.. options.Select((_, i) => folder.File($"{i}.mp3"))];
        (int exitCode, _) = Ffmpeg.Run(["-f", "lavfi", "-i", Sound, .. options.Zip(paths).SelectMany(output => (string[])[.. output.First.Split(' '), output.Second])]);
        Assert.SkipWhen(exitCode != 0, "this ffmpeg does not write MP3");
        return [.. paths.Select(File.ReadAllBytes)];
    }

    private static void Check(params byte[][] files)
    {
        foreach ((byte[] file, float[] samples) in files.Zip(Ffmpeg.Decode([.. files.Select(file => ("clip.mp3", file))])))
        {
            Check(file, samples);
        }
    }

    private static void Check(byte[] file, float[] interleaved)
    {
        foreach (string way in Decoded.Ways)
        {
            Decoded decoded = Decoded.From(file, way);
            float[] expected = new float[interleaved.Length / decoded.ChannelCount];
            for (int i = 0; i < expected.Length; i++)
            {
                expected[i] = decoded.ChannelCount == 1 ? interleaved[i] : (interleaved[2 * i] + interleaved[(2 * i) + 1]) / 2;
            }

            Assert.Equal("MP3", decoded.Format);
            Assert.Equal(expected.Length, decoded.Samples.Length);
            Assert.InRange(expected.Zip(decoded.Samples, (a, b) => Math.Abs(a - b)).Max(), 0, 2e-5f);
        }
    }
}
