using System.Diagnostics;
using System.Text;
using GenreNet.Core.Audio;
using GenreNet.Inference;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Tests.Tagging;

/// <summary>Short music files of every container, and tags that are written byte by byte.</summary>
internal static class MusicSamples
{
    /// <summary>Makes a file without ffmpeg.</summary>
    public static string Create(TemporaryFolder folder, string extension, params string[] parts)
    {
        string path = folder.File(parts.Length > 0 ? parts : [$"söng 音.{extension}"]);
        if (extension == "wav")
        {
            WavWriter.Write(path, Sound(), 8000);
        }
        else if (extension == "flac")
        {
            int[] samples = [.. Sound().Select(sample => (int)(sample * 30_000))];
            File.WriteAllBytes(path, FlacEncoder.File([samples], 16, FlacCoding.Linear(4)));
        }
        else
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Golden", $"short.{extension}"), path);
        }

        return path;
    }

    /// <summary>Makes a file with title, artist, several genres and a picture by ffmpeg; the test is skipped without it.</summary>
    public static string Encode(TemporaryFolder folder, string extension, params string[] options)
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        string wav = folder.File("sound.wav");
        WavWriter.Write(wav, Sound(), 8000);
        string picture = folder.File("cover.png");
        Run("-f", "lavfi", "-i", "color=red:s=32x32", "-frames:v", "1", picture);
        bool hasPicture = extension is "mp3" or "flac" or "m4a";
        string path = folder.File($"ünï 音.{extension}");
        Run(
        [
            "-i", wav, .. hasPicture ? (string[])["-i", picture, "-map", "0:a", "-map", "1:v", "-c:v", "copy", "-disposition:v", "attached_pic"] : [],
            "-metadata", "title=Tïtle 音", "-metadata", "artist=A/B", "-metadata", "genre=Folk", "-write_id3v2", "1", .. options, path,
        ]);
        return path;
    }

    public static void Run(params string[] arguments)
    {
        using Process process = Process.Start(AudioFile.FfmpegPath!, ["-v", "error", "-y", "-nostdin", .. arguments]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>An ID3v1 tag with the given number of the genre.</summary>
    public static byte[] Id3v1(string title, byte genre) =>
        [.. "TAG"u8, .. Encoding.Latin1.GetBytes(title.PadRight(30, '\0')), .. new byte[94], genre];

    /// <summary>An APEv2 tag without a header.</summary>
    public static byte[] Ape(params (string Key, string Value)[] items)
    {
        byte[] body =
        [
            .. items.SelectMany(item => (byte[])
            [
                .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(item.Value)), .. new byte[4], .. Encoding.ASCII.GetBytes(item.Key), 0, .. Encoding.UTF8.GetBytes(item.Value),
            ]),
        ];
        return [.. body, .. "APETAGEX"u8, .. BitConverter.GetBytes(2000), .. BitConverter.GetBytes(body.Length + 32), .. BitConverter.GetBytes(items.Length), .. new byte[12]];
    }

    /// <summary>An ID3v2.3 tag of frames with Latin-1 text.</summary>
    public static byte[] Id3v2(params (string Id, string Text)[] frames)
    {
        byte[] body =
        [
            .. frames.SelectMany(frame => (byte[])
            [
                .. Encoding.ASCII.GetBytes(frame.Id), 0, 0, 0, (byte)(frame.Text.Length + 1), 0, 0, 0, .. Encoding.Latin1.GetBytes(frame.Text),
            ]),
        ];
        return [.. "ID3"u8, 3, 0, 0, 0, 0, (byte)(body.Length >> 7), (byte)(body.Length & 0x7F), .. body];
    }

    private static float[] Sound() => [.. Enumerable.Range(0, 4000).Select(i => (float)(0.4 * Math.Sin(i * i * 0.0001)))];
}

/// <summary>A source with a fixed answer, which counts its questions.</summary>
internal sealed class FixedGenres(params (string Genre, double Probability)[] ranking) : IGenreSource
{
    private int _count;

    public int Count => _count;

    public GenreAnswer Of(string path, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        return new GenreAnswer([.. ranking.Select(genre => new GenreProbability(genre.Genre, genre.Probability))], TimeSpan.FromSeconds(3.4));
    }
}
