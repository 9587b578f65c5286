using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;

namespace GenreNet.ML.Tests.Support;

/// <summary>A folder with a few seconds of synthetic music per file, in genre folders.</summary>
internal sealed class Songs : IDisposable
{
    public static readonly string[] Styles = ["ambient", "techno"];

    private readonly TemporaryFolder _folder = new();

    public Songs(int perGenre = 3)
    {
        foreach (string style in Styles)
        {
            Directory.CreateDirectory(Path.Combine(Music, style));
            for (int i = 0; i < perGenre; i++)
            {
                AudioBuffer audio = SyntheticDataset.Render(style, (ulong)(50 + i), 4);
                WavWriter.Write(PathOf(style, i), audio.Samples, audio.SampleRate);
            }
        }
    }

    public string Music => _folder.File("music");

    public string Broken
    {
        get
        {
            string path = File("broken.wav");
            System.IO.File.WriteAllText(path, "RIFF, but no audio");
            return path;
        }
    }

    public string File(string name) => _folder.File(name);

    public string PathOf(string style, int number) => Path.Combine(Music, style, $"{style}.{number:D5}.wav");

    public void Dispose() => _folder.Dispose();
}

/// <summary>A row with the path of a file.</summary>
internal sealed class Song
{
    public string Path { get; set; } = string.Empty;

    public string Title { get; set; } = string.Empty;
}

/// <summary>A row with the name of a genre.</summary>
internal sealed class Known
{
    public string Genre { get; set; } = string.Empty;
}
