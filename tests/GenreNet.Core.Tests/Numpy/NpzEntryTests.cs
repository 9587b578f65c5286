using System.Runtime.InteropServices;
using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Numpy;

public class NpzEntryTests
{
    [Fact]
    public void An_array_written_in_pieces_has_the_bytes_of_the_same_array_from_memory()
    {
        float[] values = Sound.Noise(600);
        var streamed = NpzEntry.Streamed("x", NpyType.Float32, [2, 3, 100], stream =>
        {
            foreach (float[] piece in values.Chunk(7))
            {
                stream.Write(MemoryMarshal.AsBytes(piece.AsSpan()));
            }
        });
        Assert.Equal(Bytes(NpzEntry.Of("x", NpyArray.Create(values, 2, 3, 100))), Bytes(streamed));
    }

    [Theory]
    [InlineData(0, "requires 8 bytes of elements, but only 0 were written")]
    [InlineData(7, "requires 8 bytes of elements, but only 7 were written")]
    [InlineData(9, "requires 8 bytes of elements, but 9 were written")]
    public void An_array_with_another_number_of_bytes_leaves_no_file(int count, string problem)
    {
        using var place = new TemporaryFolder();
        string path = Path.Combine(place.Path, "x.npz");
        var entry = NpzEntry.Streamed("x", NpyType.Float32, [2], stream => stream.Write(new byte[count]));
        Assert.Contains(problem, Assert.Throws<InvalidOperationException>(() => NpzWriter.Write(path, [entry])).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(place.Path));
    }

    [Fact]
    public void Shapes_too_large_for_a_file_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => NpzEntry.Streamed("x", NpyType.Float32, [1L << 40, 1L << 40], _ => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => NpzEntry.Streamed("x", NpyType.Float32, [-1], _ => { }));
        Assert.Throws<ArgumentException>(() => NpzEntry.Streamed("x", NpyType.Text, [1], _ => { }));
    }

    [Fact]
    public void Two_arrays_of_the_same_name_are_rejected()
    {
        using var stream = new MemoryStream();
        NpzEntry entry = NpzEntry.Of("x", NpyArray.Create([1f], 1));
        Assert.Throws<ArgumentException>(() => NpzWriter.Write(stream, [entry, entry]));
    }

    private static byte[] Bytes(NpzEntry entry)
    {
        using var stream = new MemoryStream();
        NpzWriter.Write(stream, [entry]);
        return stream.ToArray();
    }
}
