using System.Text;
using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Models;

public class ModelGuardTests
{
    private static readonly byte[] Whole = File.ReadAllBytes(Fixture.Model);

    [Fact]
    public void A_model_written_by_GenreNet_is_accepted() => ModelGuard.Check(Whole, "m.onnx");

    [Fact]
    public void A_file_truncated_at_any_byte_is_rejected()
    {
        // Every place near the ends, where the headers and the card are, and many between.
        IEnumerable<int> places = [.. Enumerable.Range(0, 200), .. Enumerable.Range(1, 100).Select(i => i * Whole.Length / 101), .. Enumerable.Range(Whole.Length - 200, 200)];
        Assert.All(places, place => Assert.Throws<ModelFormatException>(() => GenreClassifier.Load(new MemoryStream(Whole[..place]), "cut.onnx")));
    }

    [Fact]
    public void Weights_in_another_file_are_not_read()
    {
        // TensorProto: one float, external_data, data_location EXTERNAL.
        byte[] tensor = [.. Number(1, 1), .. Number(2, 1), .. Field(13, Field(1, "location"u8)), .. Number(14, 1)];
        Refused([.. Whole, .. Field(7, Field(5, tensor))], "weights in another file", alone: Field(7, Field(5, tensor)));
    }

    [Theory]
    [InlineData("com.evil", "Relu", "custom operators of 'com.evil'")]
    [InlineData("", "Loop", "operator 'Loop'")]
    [InlineData("", "ConstantOfShape", "operator 'ConstantOfShape'")]
    public void Unsupported_operators_are_rejected(string domain, string operation, string reason)
    {
        byte[] node = [.. Field(4, Encoding.UTF8.GetBytes(operation)), .. Field(7, Encoding.UTF8.GetBytes(domain))];
        Refused([], reason, alone: Field(7, Field(1, node)));
    }

    [Fact]
    public void Functions_subgraphs_and_custom_operator_sets_are_rejected()
    {
        Refused([.. Whole, .. Field(25, Field(1, "f"u8))], "its own functions");
        Refused([.. Whole, .. Field(8, Field(1, "ai.onnx.training"u8))], "custom operators of 'ai.onnx.training'");
        byte[] attribute = [.. Field(1, "body"u8), .. Field(6, Field(2, "inner"u8))];
        Refused([], "nested graphs", alone: Field(7, Field(1, [.. Field(4, "Relu"u8), .. Field(5, attribute)])));
    }

    [Fact]
    public void Sizes_that_would_exhaust_memory_are_rejected()
    {
        byte[] pads = [.. Field(1, "pads"u8), .. Number(8, 1_000_000)];
        Refused([], "out of range", alone: Field(7, Field(1, [.. Field(4, "Conv"u8), .. Field(5, pads)])));
        byte[] tensor = [.. Number(1, 1_000_000), .. Number(1, 1_000_000), .. Number(2, 1)];
        Refused([], "the shape of weights is out of range", alone: Field(7, Field(5, tensor)));
        byte[] missing = [.. Number(1, 1000), .. Number(2, 1), .. Field(9, new byte[16])];
        Refused([], "does not match their shape", alone: Field(7, Field(5, missing)));
    }

    [Fact]
    public void A_card_with_sizes_that_exhaust_memory_is_rejected()
    {
        byte[] file = Fixture.Patched("\"segment_seconds\":3,", "\"segment_seconds\":9,");
        Assert.Contains("does not match its card", Assert.Throws<ModelFormatException>(() => GenreClassifier.Load(new MemoryStream(file))).Message, StringComparison.Ordinal);
        string card = DefaultModel.Name;
        using var classifier = GenreClassifier.LoadDefault();
        var whole = classifier.Card with { Features = FeatureOptions.Summaries, Standardization = classifier.Card.Parts![0].Standardization, Parts = null };
        string json = whole.ToJson().Replace("\"segment_seconds\":30", "\"segment_seconds\":3600", StringComparison.Ordinal);
        Assert.Contains("too large", Assert.Throws<ModelFormatException>(() => ModelCard.Parse(json, card)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_a_card_is_rejected_before_ONNX_Runtime_opens_it()
    {
        const string reason = "is an ONNX file without a GenreNet card: use a model that 'genrenet train' wrote.";
        byte[] relu = Field(7, Field(1, Field(4, "Relu"u8)));
        Refused(relu, reason);
        // Other tools add entries of their own; only the card counts.
        Refused([.. relu, .. Field(14, [.. Field(1, "quantized"u8), .. Field(2, "genrenet.card"u8)])], reason);
        Refused(Fixture.Patched("genrenet.card", "genrenet.cart"), reason);
        ModelGuard.Check([.. Whole, .. Field(14, [.. Field(1, "quantized"u8), .. Field(2, "yes"u8)])], "m.onnx");
    }

    [Fact]
    public void A_model_with_two_cards_or_two_graphs_is_rejected()
    {
        byte[] card = Field(14, [.. Field(1, "genrenet.card"u8), .. Field(2, "{}"u8)]);
        Refused([.. Whole, .. card], "with more than one GenreNet card");
        Refused([.. Whole, .. Field(7, Field(1, Field(4, "Relu"u8)))], "it has more than one graph");
        Refused(card, "it has no graph");
    }

    [Fact]
    public void Random_damage_is_rejected_or_harmless()
    {
        var random = new Random(5);
        for (int round = 0; round < 60; round++)
        {
            byte[] file = [.. Whole];
            for (int i = 0; i <= round % 5; i++)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            try
            {
                using var classifier = GenreClassifier.Load(new MemoryStream(file), "damaged.onnx");
                classifier.Classify(Fixture.Music(seconds: 3), 22050);
            }
            catch (ModelFormatException problem)
            {
                Assert.StartsWith("damaged.onnx", problem.Message, StringComparison.Ordinal);
            }
        }
    }

    private static void Refused(byte[] file, string reason, byte[]? alone = null)
    {
        foreach (byte[] content in (byte[][])[file, alone ?? file])
        {
            if (content.Length > 0)
            {
                string message = Assert.Throws<ModelFormatException>(() => ModelGuard.Check(content, "m.onnx")).Message;
                Assert.StartsWith("m.onnx", message, StringComparison.Ordinal);
                Assert.Contains(reason, message, StringComparison.Ordinal);
            }
        }
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content) => [.. Varint((ulong)((number << 3) | 2)), .. Varint((ulong)content.Length), .. content];

    private static byte[] Number(int number, ulong value) => [.. Varint((ulong)(number << 3)), .. Varint(value)];

    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
