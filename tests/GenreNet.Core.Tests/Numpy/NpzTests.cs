using FsCheck.Xunit;
using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Numpy;

public class NpzTests
{
    [Fact]
    public void Arrays_are_read_back_unchanged()
    {
        using var stream = new MemoryStream();
        NpzWriter.Write(stream,
        [
            NpzEntry.Of("floats", NpyArray.Create([1f, 2f, 3f, 4f, 5f, 6f], 2, 3)),
            NpzEntry.Of("labels", NpyArray.Create([1L, -2L], 2)),
            NpzEntry.Of("texts", NpyArray.Create(["blues", "rock 'n' roll", "Größe"], 3)),
            NpzEntry.Of("one", NpyArray.Create(["{}"])),
        ]);
        using var file = NpzReader.Open(stream, "test");
        Assert.Equal(["floats", "labels", "texts", "one"], file.Names);
        Assert.Equal([2, 3], file.Read("floats").Shape.ToArray());
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], file.Read("floats").AsSpan<float>().ToArray());
        Assert.Equal([1L, -2L], file.Read("labels").ToInt64());
        Assert.Equal(["blues", "rock 'n' roll", "Größe"], file.Read("texts").AsText().ToArray());
        Assert.Empty(file.Read("one").Shape.ToArray());
    }

    [Property(Replay = "17,23")]
    public void Doubles_survive_a_round_trip(double[] values)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, NpyArray.Create(values, values.Length));
        stream.Position = 0;
        Assert.Equal(values, NpyFile.Read(stream, "test").AsSpan<double>().ToArray());
    }

    [Fact]
    public void The_same_arrays_give_the_same_bytes() => Assert.Equal(Write(), Write());

    [Fact]
    public void Files_written_by_NumPy_are_read()
    {
        using var file = NpzReader.Open(Path.Combine(TestData.Golden, "short1000.npz"));
        Assert.Equal([13, 2], file.Read("mfcc13").Shape.ToArray());
        Assert.Equal(NpyType.Float64, file.Read("mfcc13_f64").Type);
    }

    [Fact]
    public void Damaged_arrays_are_rejected_by_name()
    {
        byte[] whole = Write();
        for (int length = 0; length < whole.Length; length += 7)
        {
            using var cut = new MemoryStream(whole[..length]);
            Assert.Contains("cut.npz", Assert.Throws<NumpyFormatException>(() => NpzReader.Open(cut, "cut.npz").Read("a")).Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Write()
    {
        using var stream = new MemoryStream();
        NpzWriter.Write(stream, [NpzEntry.Of("a", NpyArray.Create(Sound.Noise(1000), 10, 100))]);
        return stream.ToArray();
    }
}
