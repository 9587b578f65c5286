using System.Buffers.Binary;
using System.Text;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Inference.Tests.Support;

/// <summary>
/// Writes small ONNX files by hand, without the exporter: the mean of each coefficient over the frames of a segment goes into one linear
/// layer per output.
/// </summary>
internal sealed record TestModel
{
    public FeatureOptions Features { get; init; } = FeatureOptions.Default;

    public IReadOnlyList<string> Genres { get; init; } = ["jazz", "rock", "techno"];

    public OutputActivation Activation { get; init; }

    public SegmentPooling Pooling { get; init; }

    /// <summary>Added to the scores of the genres, one each.</summary>
    public float[] Bias { get; init; } = [2, 1, 0];

    /// <summary>Factor of the first coefficient, which is the loudness of MFCCs, for the first genre.</summary>
    public float Slope { get; init; }

    /// <summary>Logits of the output <c>content</c>; null for a graph without it.</summary>
    public float[]? Content { get; init; }

    public ContentFacts? ContentFacts { get; init; }

    public LabelCalibration? LabelCalibration { get; init; }

    /// <summary>Changes the card before it is written.</summary>
    public Func<ModelCard, ModelCard> Edit { get; init; } = card => card;

    /// <summary>Speech and music, with the probabilities given.</summary>
    public TestModel WithContent(double music, double speech) => this with
    {
        Content = [Logit(music), Logit(speech)],
        ContentFacts = new ContentFacts { Labels = ["music", "speech"], MusicLabels = ["music"], MusicBelow = 0.3, OtherAbove = 0.5 },
    };

    /// <summary>Several genres per clip, the first two of them calibrated.</summary>
    public static TestModel MultiLabel(params float[] probabilities) => new()
    {
        Activation = OutputActivation.Sigmoid,
        Bias = [.. probabilities.Select(probability => Logit(probability))],
        LabelCalibration = new LabelCalibration { Genres = ["jazz", "rock"], FittedOn = "made-up clips" },
    };

    public ModelCard Card => Edit(new ModelCard
    {
        FormatVersion = ModelFormat.Version,
        Network = "test",
        ParameterCount = Genres.Count,
        Genres = Genres,
        Features = Features,
        Standardization = Standardization.None,
        Activation = Activation,
        Pooling = Pooling,
        Content = ContentFacts,
        LabelCalibration = LabelCalibration,
        Training = new TrainingFacts
        {
            Dataset = "none",
            DatasetFingerprint = "none",
            Seed = 1,
            Threads = 1,
            Epochs = 1,
            BestEpoch = 1,
            BatchSize = 1,
            LearningRate = 1,
            Method = "written by hand",
            Engine = "none",
            Split = new DataSplit { Kind = SplitKind.Dataset, Train = [], Validation = [], Test = [] },
        },
    });

    /// <summary>The file; with the checksum of its weights on the card unless the card has one.</summary>
    public byte[] ToFile()
    {
        byte[] graph = Field(7, Graph());
        ModelCard card = Card;
        card = card with { WeightsSha256 = card.WeightsSha256 ?? ModelFormat.ChecksumOf(graph) };
        return [.. Number(1, 8), .. graph, .. Field(8, Number(2, 17)), .. Field(14, [.. Field(1, Text(ModelFormat.CardKey)), .. Field(2, Text(card.ToJson()))])];
    }

    public GenreClassifier Load(ClassificationOptions? options = null) => GenreClassifier.Load(new MemoryStream(ToFile()), "test.onnx", options);

    private static float Logit(double probability) => (float)Math.Log(probability / (1 - probability));

    private byte[] Graph()
    {
        int coefficients = Features.CoefficientCount;
        var slopes = new float[coefficients * Genres.Count];
        slopes[0] = Slope;
        List<byte> graph = [.. Field(2, Text("test"))];
        graph.AddRange(Field(11, Value(ModelFormat.FeaturesInput, Features.FrameCount, coefficients)));
        graph.AddRange(Node("ReduceMean", [ModelFormat.FeaturesInput], ModelFormat.EmbeddingOutput, Attribute("axes", 1), Attribute("keepdims", 0)));
        Dense(graph, ModelFormat.LogitsOutput, slopes, Bias);
        bool isSoftmax = Activation == OutputActivation.Softmax;
        graph.AddRange(Node(isSoftmax ? "Softmax" : "Sigmoid", [ModelFormat.LogitsOutput], ModelFormat.ProbabilitiesOutput, isSoftmax ? Attribute("axis", 1) : []));
        graph.AddRange(Field(12, Value(ModelFormat.ProbabilitiesOutput, Genres.Count)));
        graph.AddRange(Field(12, Value(ModelFormat.EmbeddingOutput, coefficients)));
        if (Content is not null)
        {
            Dense(graph, "content_logits", new float[coefficients * Content.Length], Content);
            graph.AddRange(Node("Sigmoid", ["content_logits"], ModelFormat.ContentOutput));
            graph.AddRange(Field(12, Value(ModelFormat.ContentOutput, Content.Length)));
        }

        return [.. graph];
    }

    /// <summary>Appends <c>embedding x weights + bias</c>.</summary>
    private static void Dense(List<byte> graph, string output, float[] weights, float[] bias)
    {
        graph.AddRange(Field(5, Tensor($"{output}_weights", [weights.Length / bias.Length, bias.Length], weights)));
        graph.AddRange(Field(5, Tensor($"{output}_bias", [bias.Length], bias)));
        graph.AddRange(Node("Gemm", [ModelFormat.EmbeddingOutput, $"{output}_weights", $"{output}_bias"], output));
    }

    // The fields of onnx.proto: NodeProto, AttributeProto, TensorProto, ValueInfoProto.
    private static byte[] Node(string operation, string[] inputs, string output, params byte[][] attributes) => Field(1,
    [
        .. inputs.SelectMany(input => Field(1, Text(input))), .. Field(2, Text(output)), .. Field(4, Text(operation)),
        .. attributes.Where(attribute => attribute.Length > 0).SelectMany(attribute => Field(5, attribute)),
    ]);

    // The axes of a reduction are a list, everything else is one number.
    private static byte[] Attribute(string name, long value) => name == "axes"
        ? [.. Field(1, Text(name)), .. Number(8, value), .. Number(20, 7)]
        : [.. Field(1, Text(name)), .. Number(3, value), .. Number(20, 2)];

    private static byte[] Tensor(string name, int[] shape, float[] values)
    {
        byte[] raw = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), values[i]);
        }

        return [.. shape.SelectMany(length => Number(1, length)), .. Number(2, 1), .. Field(8, Text(name)), .. Field(9, raw)];
    }

    private static byte[] Value(string name, params int[] shape)
    {
        byte[] dimensions = [.. Field(1, Field(2, Text("batch"))), .. shape.SelectMany(length => Field(1, Number(1, length)))];
        return [.. Field(1, Text(name)), .. Field(2, Field(1, [.. Number(1, 1), .. Field(2, dimensions)]))];
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Field(int number, byte[] content) => [.. Varint((number << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int number, long value) => [.. Varint(number << 3), .. Varint(value)];

    private static List<byte> Varint(long value)
    {
        List<byte> bytes = [];
        for (ulong rest = (ulong)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                bytes.Add((byte)rest);
                return bytes;
            }

            bytes.Add((byte)(rest | 0x80));
        }
    }
}
