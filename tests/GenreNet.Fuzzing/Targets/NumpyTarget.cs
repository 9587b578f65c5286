using GenreNet.Core;
using GenreNet.Core.Numpy;

namespace GenreNet.Fuzzing.Targets;

/// <summary>The reader of <c>.npz</c> files.</summary>
internal static class NumpyTarget
{
    public static FuzzTarget Create() => new("numpy", Read, Seeds, problem => problem is GenreNetException or InvalidDataException or FileNotFoundException);

    private static void Read(byte[] file)
    {
        using var reader = NpzReader.Open(new MemoryStream(file, writable: false), "fuzz.npz");
        foreach (string name in reader.Names)
        {
            reader.Read(name);
        }
    }

    private static IEnumerable<(string Name, byte[] Content)> Seeds()
    {
        using var file = new MemoryStream();
        NpzWriter.Write(file, [
            NpzEntry.Of("features", NpyArray.Create(new float[24], 2, 3, 4)),
            NpzEntry.Of("labels", NpyArray.Create<long>([0, 1, 1, 0, 1], 5)),
            NpzEntry.Of("genres", NpyArray.Create(["blues", "jazz"], 2)),
        ]);
        yield return ("arrays", file.ToArray());
    }
}
