using System.IO.Compression;
using GenreNet.Core;
using GenreNet.Pretrained.Tests.Support;

namespace GenreNet.Pretrained.Tests.Checkpoints;

public sealed class StateDictFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "weights.pt");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("FloatStorage", false)]
    [InlineData("FloatStorage", true)]
    [InlineData("DoubleStorage", false)]
    [InlineData("HalfStorage", false)]
    [InlineData("BFloat16Storage", true)]
    [InlineData("LongStorage", false)]
    public void Values_of_each_type_are_read(string type, bool isOrdered)
    {
        var checkpoint = new TinyCheckpoint { StorageType = type, IsOrdered = isOrdered }.Add("b", [2, 3], [1, -2, 3, 4, 5, -6])
            .Add("a", [], [7]);
        Checkpoint read = Read(checkpoint.ToBytes());
        Assert.Equal(["a", "b"], read.Names);
        Assert.Equal([1, -2, 3, 4, 5, -6], read.Take("b", 2, 3).Values);
        Assert.Equal([7], read.Take("a").Values);
        read.RequireAllTaken("a test");
    }

    [Theory]
    [InlineData("os", "system", "refers to 'os.system'")]
    [InlineData("builtins", "eval", "refers to 'builtins.eval'")]
    [InlineData("torch._utils", "_rebuild_parameter", "refers to 'torch._utils._rebuild_parameter'")]
    public void A_pickle_that_refers_to_other_objects_is_rejected(string module, string name, string problem) =>
        Refused(new TinyCheckpoint { Function = (module, name) }.Add("a", [1], [1]).ToBytes(), problem,
            "contains only the weights of a network");

    [Theory]
    [InlineData("QuantizedStorage", "values of type QuantizedStorage")]
    public void A_storage_of_an_unknown_type_is_rejected(string type, string problem) =>
        Refused(new TinyCheckpoint { StorageType = type }.Add("a", [1], [1]).ToBytes(), problem);

    [Fact]
    public void A_storage_shorter_than_declared_is_rejected() =>
        Refused(new TinyCheckpoint { ClaimedValues = 1_000_000_000 }.Add("a", [1], [1]).ToBytes(),
            "the storage 0 has 4 bytes for 1000000001 values", "download the checkpoint again");

    [Fact]
    public void A_tensor_larger_than_its_storage_is_rejected() =>
        Refused(new TinyCheckpoint().Add("a", [3, 2], [1, 2, 3, 4]).ToBytes(), "a tensor has an impossible shape");

    [Theory]
    [InlineData(new byte[] { 0x80, 2, (byte)'}', (byte)'.' }, null)]
    [InlineData(new byte[] { }, "ends early")]
    [InlineData(new byte[] { 0x80, 2, (byte)'}' }, "ends early")]
    [InlineData(new byte[] { 0x80, 2, (byte)'N', (byte)'.' }, "does not contain a dictionary")]
    [InlineData(new byte[] { 0x80, 2, (byte)'.' }, "reads an empty stack")]
    [InlineData(new byte[] { 0x80, 2, (byte)'}', (byte)'t', (byte)'.' }, "no mark")]
    [InlineData(new byte[] { 0x80, 2, (byte)'}', (byte)'h', 9, (byte)'.' }, "refers to a missing value")]
    [InlineData(new byte[] { 0x80, 2, (byte)'X', 255, 255, 255, 127, (byte)'a' }, "ends early")]
    [InlineData(new byte[] { 0x80, 2, (byte)'X', 255, 255, 255, 255, (byte)'a' }, "impossible length")]
    [InlineData(new byte[] { 0x80, 2, (byte)'}', (byte)'K', 1, (byte)'K', 2, (byte)'s', (byte)'.' }, "its entry '1' is not a tensor")]
    [InlineData(new byte[] { 0x80, 2, (byte)'}', (byte)'}', (byte)'K', 2, (byte)'s', (byte)'.' }, "a key of a dictionary is not text")]
    [InlineData(new byte[] { 0x80, 2, (byte)'N', (byte)'N', (byte)'R', (byte)'.' }, "not a function")]
    [InlineData(new byte[] { 0x80, 2, (byte)'N', (byte)'Q', (byte)'.' }, "not a tensor's storage")]
    [InlineData(new byte[] { 0x80, 2, (byte)'}', (byte)'N', (byte)'b', (byte)'N', (byte)'N', (byte)'b', (byte)'.' }, "sets attributes")]
    [InlineData(new byte[] { 0x80, 2, 0x81, (byte)'.' }, "opcode 0x81")]
    [InlineData(new byte[] { (byte)'i', (byte)'o', (byte)'s', 10, (byte)'x', 10, (byte)'.' }, "opcode 0x69")]
    public void Handwritten_pickles_are_read_or_rejected(byte[] pickle, string? problem)
    {
        byte[] file = Archive(("archive/data.pkl", pickle));
        if (problem is null)
        {
            Assert.Empty(Read(file).Names);
        }
        else
        {
            Refused(file, problem);
        }
    }

    [Fact]
    public void An_archive_without_a_pickle_is_rejected() => Refused(Archive(("archive/version", "3"u8.ToArray())), "has no data.pkl");

    [Fact]
    public void Numbers_of_the_other_byte_order_are_rejected() =>
        Refused(Archive(("archive/data.pkl", [0x80, 2, (byte)'}', (byte)'.']), ("archive/byteorder", "big"u8.ToArray())),
            "its values are big-endian");

    [Fact]
    public void A_file_truncated_anywhere_is_rejected_with_one_sentence()
    {
        byte[] whole = RandomNetworks.EfficientAt(0.4).ToBytes();
        foreach (double share in (double[])[0.0001, 0.1, 0.5, 0.9, 0.9999])
        {
            Refused(whole[..(int)(share * whole.Length)], "download the checkpoint again");
        }
    }

    [Fact]
    public void Damaged_bytes_are_read_or_rejected_without_other_exceptions()
    {
        byte[] whole = new TinyCheckpoint { IsOrdered = true }.Add("b", [2, 3], [1, -2, 3, 4, 5, -6]).Add("a", [], [7]).ToBytes();
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte change in (byte[])[0x00, 0x7F, 0xFF, (byte)(whole[i] ^ 1)])
            {
                byte[] damaged = [.. whole];
                damaged[i] = change;
                try
                {
                    Read(damaged);
                }
                catch (GenreNetException problem)
                {
                    Assert.StartsWith(File, problem.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void Another_file_is_not_a_checkpoint(byte[] content) => Refused(content, "is not a checkpoint");

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.pt", Assert.Throws<GenreNetException>(() => Checkpoint.Read(Path.Combine(_folder.Path, "nowhere.pt")))
            .Message, StringComparison.Ordinal);

    private static byte[] Archive(params ReadOnlySpan<(string Name, byte[] Content)> entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                TinyCheckpoint.Write(archive, name, content);
            }
        }

        return stream.ToArray();
    }

    private Checkpoint Read(byte[] file)
    {
        System.IO.File.WriteAllBytes(File, file);
        return Checkpoint.Read(File);
    }

    private void Refused(byte[] file, params string[] parts)
    {
        string message = Assert.Throws<ModelFormatException>(() => Read(file)).Message;
        Assert.StartsWith(File, message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
