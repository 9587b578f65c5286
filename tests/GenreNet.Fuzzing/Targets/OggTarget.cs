using GenreNet.Core;
using GenreNet.Tests.Support;

namespace GenreNet.Fuzzing.Targets;

/// <summary>Ogg files as they are, and with the checksums of their pages made right again, so that changes reach the decoders.</summary>
internal static class OggTarget
{
    public static FuzzTarget Create() => new("ogg", Read, Seeds, problem => problem is AudioFormatException or DependencyMissingException);

    private static void Read(byte[] file)
    {
        try
        {
            AudioTarget.Read(OggPages.WithChecksums(file));
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
        {
            // As it is, the file may be refused earlier.
        }

        AudioTarget.Read(file);
    }

    private static IEnumerable<(string Name, byte[] Content)> Seeds()
    {
        string folder = Path.Combine(ModelTarget.Root(), "tests", "GenreNet.Core.Tests", "Golden", "ogg");
        string[] files = [.. Directory.EnumerateFiles(folder, "*.o*").Order(StringComparer.Ordinal)];
        foreach (string file in files)
        {
            yield return (Path.GetFileName(file), File.ReadAllBytes(file));
        }

        yield return ("chain", [.. files.Take(3).SelectMany(File.ReadAllBytes)]);
    }
}
