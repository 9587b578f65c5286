using System.Text;
using GenreNet.Core;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Models;

/// <summary>The card of a model file is read without ONNX Runtime.</summary>
public sealed class ModelCardReadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("model.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_card_equals_that_of_the_loaded_model()
    {
        using var classifier = Fixture.Load();
        Assert.Equal(classifier.Card.ToJson(), ModelCard.Read(Fixture.Model).ToJson());
    }

    [Fact]
    public void The_card_is_read_even_if_ONNX_Runtime_cannot_load_the_graph()
    {
        // The node produces nothing that the graph declares as an output, which only ONNX Runtime detects.
        byte[] whole = Encoding.UTF8.GetBytes(Fixture.Load().Card.ToJson());
        byte[] card = [.. Field(1, "genrenet.card"u8), .. Field(2, whole)];
        System.IO.File.WriteAllBytes(File, [.. Field(7, Field(1, Field(4, "Relu"u8))), .. Field(14, card)]);
        Assert.Equal("cnn-small", ModelCard.Read(File).Network);
        Assert.Throws<ModelFormatException>(() => GenreClassifier.Load(File));
    }

    [Fact]
    public void A_file_truncated_anywhere_is_rejected_with_its_path()
    {
        byte[] whole = System.IO.File.ReadAllBytes(Fixture.Model);
        foreach (int length in Enumerable.Range(0, 40).Select(i => i * whole.Length / 40))
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.StartsWith(File, Assert.Throws<ModelFormatException>(() => ModelCard.Read(File)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"network\":\"cnn-small\"", "\"network\":[cnn-small]", "has a damaged model card")]
    [InlineData("\"network\"", "\"netwerk\"", "has a damaged model card")]
    [InlineData("\"format_version\":1,", "\"format_version\":9,", "has model format 9")]
    [InlineData("genrenet.card", "genrenet.cart", "without a GenreNet card")]
    public void A_damaged_newer_or_missing_card_is_rejected(string from, string to, string reason)
    {
        System.IO.File.WriteAllBytes(File, Fixture.Patched(from, to));
        Assert.StartsWith($"{File} ", Reason(), StringComparison.Ordinal);
        Assert.Contains(reason, Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_do_not_match_the_checksum_are_rejected()
    {
        byte[] file = System.IO.File.ReadAllBytes(Fixture.Model);
        string json = (Fixture.Load().Card with { WeightsSha256 = new string('0', 64) }).ToJson();
        // The original card is renamed to an entry of another tool.
        byte[] renamed = Fixture.Patched("genrenet.card", "genrenet.cart");
        System.IO.File.WriteAllBytes(File, [.. renamed, .. Field(14, [.. Field(1, "genrenet.card"u8), .. Field(2, Encoding.UTF8.GetBytes(json))])]);
        Assert.Equal(file.Length, renamed.Length);
        Assert.Contains("its weights do not match the checksum", Reason(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no model")]
    [InlineData("{\"format_version\":1}")]
    [InlineData("RIFF\u0004\0\0\0WAVE")]
    public void A_file_of_another_kind_is_rejected(string content)
    {
        System.IO.File.WriteAllText(File, content);
        Assert.Contains("is not a GenreNet model, or it is damaged", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_rejected()
    {
        Assert.Contains("cannot be read", Reason(), StringComparison.Ordinal);
        Directory.CreateDirectory(File);
        Assert.Contains("is a folder that contains no model.onnx", Reason(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ModelCard.Read(string.Empty));
    }

    private string Reason() => Assert.Throws<ModelFormatException>(() => ModelCard.Read(File)).Message;

    private static byte[] Field(int number, ReadOnlySpan<byte> bytes) => [.. Varint((uint)(number << 3) | 2), .. Varint((uint)bytes.Length), .. bytes];

    private static byte[] Varint(uint value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
