using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Layouts;

/// <summary>A folder in the layout of FMA, with made-up tracks: WAV in files named <c>.mp3</c>, since the header decides.</summary>
internal static class FmaFixture
{
    public const string Header = """
        ,album,album,artist,artist,artist,set,set,track,track,track
        ,id,title,bio,id,name,split,subset,genre_top,genres,title
        track_id,,,,,,,,,,
        """;

    /// <summary>Writes a table and a file of audio for each number.</summary>
    public static void Write(string folder, string rows, params int[] onDisk)
    {
        Directory.CreateDirectory(Path.Combine(folder, "fma_metadata"));
        File.WriteAllText(Table(folder), $"{Header}\n{rows}\n");
        foreach (int id in onDisk)
        {
            WavWriter.Write(AudioOf(folder, id), Sound.Sine(200 + id, 0.1), 22050);
        }
    }

    public static string Table(string folder) => Path.Combine(folder, "fma_metadata", "tracks.csv");

    public static string AudioOf(string folder, int id, string set = "fma_small") => Path.Combine(folder, set, $"{id / 1000:D3}", $"{id:D6}.mp3");
}
