using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Signal;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Models;

/// <summary>Cards are written by the serializer and read by our own code, which must agree with the serializer on every member.</summary>
public class CardReaderTests
{
    private const string Sha256 = "899a8c6217063f6941793102a2780b3dd788ab11fce468d9cf5f0577c453321c";

    public static TheoryData<string> Models =>
    [
        "src/GenreNet.Inference/Models/Default/gtzan.onnx",
        "src/GenreNet.Pretrained/Heads/gtzan-mn04.onnx",
        "src/GenreNet.Pretrained/Heads/gtzan-musicnn.onnx",
        "src/GenreNet.Pretrained/Heads/gtzan-mn04-musicnn.onnx",
        "tests/GenreNet.Inference.Tests/Fixtures/styles.onnx",
        "tests/GenreNet.Inference.Tests/Fixtures/summaries.onnx",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_cards_of_models_are_read_as_the_serializer_reads_them(string path)
    {
        string json = ModelGuard.Check(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, path)), path);
        string? expected = Written(() => BySerializer(json));
        Assert.NotNull(expected);
        Assert.Equal(expected, ModelCard.Parse(json, path).ToJson());
    }

    [Fact]
    public void Every_member_is_read_as_the_serializer_reads_it()
    {
        JsonObject card = JsonNode.Parse(FullCard.ToJson())!.AsObject();
        Dictionary<Type, HashSet<string>> seen = [];
        Visit(card, InfoOf(typeof(ModelCard)), seen, Compare);

        // A member that is added to a record must be added to the card of this test.
        Assert.All(seen, type => Assert.Equal(
            InfoOf(type.Key).Properties.Where(IsRead).Select(member => member.Name).Order(StringComparer.Ordinal),
            type.Value.Order(StringComparer.Ordinal)));
        Assert.True(seen.Count >= 19, "some records are not part of the card");

        void Compare(JsonObject parent, JsonPropertyInfo member)
        {
            JsonNode? value = parent[member.Name];
            foreach (JsonNode? other in Others(member.PropertyType))
            {
                parent[member.Name] = other;
                AssertAgreement(card.ToJsonString(), $"{member.Name} = {other?.ToJsonString() ?? "null"}");
            }

            parent.Remove(member.Name);
            AssertAgreement(card.ToJsonString(), $"no {member.Name}");
            parent[member.Name] = value;
        }
    }

    [Fact]
    public void Unknown_members_are_ignored_and_the_last_of_equal_members_counts()
    {
        string json = FullCard.ToJson();
        Assert.Equal(json, Read(json.Insert(1, "\"colour\":\"red\",")).ToJson());
        Assert.Equal("second", Read(json.Insert(json.Length - 1, ",\"network\":\"second\"")).Network);
    }

    [Theory]
    [InlineData("\"network\":\"test\"", "\"network\":5", "network is not a text")]
    [InlineData("\"network\":\"test\",", "", "network is missing")]
    [InlineData("\"genres\":[\"jazz\"", "\"genres\":[null", "genres[0] is not a text")]
    [InlineData("\"parameter_count\":3", "\"parameter_count\":3.5", "parameter_count is not an integer in range")]
    [InlineData("\"hop_length\":512", "\"hop_length\":99999999999", "features.mfcc.hop_length is not an integer in range")]
    [InlineData("\"tail\":\"Drop\"", "\"tail\":\"Drop, Pad\"", "features.tail is not a known value")]
    [InlineData("\"kind\":\"dataset\"", "\"kind\":\"magic\"", "training.split.kind is not a known value")]
    [InlineData("\"train\":[]", "\"train\":{}", "training.split.train is not a list")]
    [InlineData("\"standardization\":{\"applied\":\"in_graph\",\"mean\":[]", "\"standardization\":{\"mean\":[1,\"2\"]", "standardization.mean[1] is not a number")]
    [InlineData("\"learning_rate\":1", "\"learning_rate\":null", "training.learning_rate is not a number")]
    [InlineData("\"split\":{", "\"split\":[],\"other\":{", "training.split is not an object")]
    public void The_message_about_a_damaged_card_names_the_member(string from, string to, string reason)
    {
        string json = new TestModel().Card.ToJson();
        Assert.Contains(from, json, StringComparison.Ordinal);
        string damaged = json.Replace(from, to, StringComparison.Ordinal);
        string message = Assert.Throws<ModelFormatException>(() => ModelCard.Parse(damaged, "test.onnx")).Message;
        Assert.Equal($"test.onnx has a damaged model card ({reason}): export the model again.", message);
    }

    private static ModelCard FullCard => new()
    {
        FormatVersion = 1,
        Network = "test",
        ParameterCount = 5_000_000_000,
        Genres = ["jazz", "rock"],
        Features = new FeatureOptions
        {
            Kind = FeatureKind.Embedding,
            Encoder = new FeatureEncoder { Name = "mn04", Sha256 = Sha256, Size = 4 },
            Source = new FeatureOptions { Kind = FeatureKind.Joined, Views = [Mels, new FeatureOptions { Mfcc = Mfccs, Tail = TailPolicy.Pad }] },
            SegmentSeconds = 2.5,
            HopSeconds = 1.25,
            Tail = TailPolicy.Align,
            FillsByRepeating = true,
        },
        Activation = OutputActivation.Sigmoid,
        Pooling = SegmentPooling.LogMean,
        Standardization = Statistics,
        MfccReference = new MfccReference { Mean = (float[])[1.5f, -2], Deviation = (float[])[3, 1e-7f] },
        Calibration = new CalibrationFacts
        {
            Temperature = 1.5,
            FittedOn = "clips",
            ErrorBefore = 0.1,
            ErrorAfter = 0.05,
            Remark = "a note",
            Levels = [new ConfidenceLevel { Confidence = 0.5, Answered = 0.9, Accuracy = 0.8 }],
        },
        LabelCalibration = new LabelCalibration
        {
            Genres = ["jazz"],
            FittedOn = "clips",
            Remark = "a note",
            Scales = [new LogitScale(1.5, -0.25)],
            OtherScale = new LogitScale(0.5, 0.25),
            Figures = [new LabelFigures { Clips = 3, Groups = 2, BrierBefore = 0.4, BrierAfter = 0.3, ErrorBefore = 0.2, ErrorAfter = 0.1 }],
        },
        Content = new ContentFacts { Labels = ["music", "speech"], MusicLabels = ["music"], MusicBelow = 0.3, OtherAbove = 0.5, Remark = "a note" },
        Backbones = [new BackboneFacts { Name = "mn04", License = "MIT", Source = "https://example.org", Sha256 = Sha256 }],
        Parts =
        [
            new PartFacts
            {
                Network = "dense",
                Weight = 0.5,
                WeightLow = 0.4,
                WeightHigh = 0.6,
                View = 1,
                Standardization = Statistics,
                Dataset = "data",
                DatasetFingerprint = "00",
                Method = "Adam",
            },
        ],
        Training = new TrainingFacts
        {
            Dataset = "data",
            DatasetFingerprint = "00",
            Seed = ulong.MaxValue,
            Threads = 2,
            Epochs = 30,
            BestEpoch = 20,
            BatchSize = 32,
            LearningRate = 0.001,
            Method = "Adam",
            Engine = "torch",
            Warning = "a warning",
            Split = new DataSplit
            {
                FormatVersion = 1,
                Kind = SplitKind.LeakySegments,
                Seed = 42,
                Fold = 1,
                FoldCount = 10,
                Source = "list.txt",
                DatasetFingerprint = "00",
                Warnings = ["a warning"],
                Groups = [["jazz/1", "jazz/2"], []],
                Train = ["jazz/1"],
                Validation = ["jazz/2"],
                Test = ["rock/1"],
                Segments = new Dictionary<string, string> { ["jazz/1"] = "ttv", ["rock/1"] = "e" },
            },
        },
        Validation = Accuracy,
        Test = Accuracy,
        Notes = new CardNotes { Description = "a model", IntendedUse = ["a use"], Limits = ["a limit"], Data = "data" },
        Evaluations = [new CardEvaluation { Name = "folds", TrackAccuracy = 0.8, Low = 0.7, High = 0.9, Tracks = 100 }],
        WeightsSha256 = Sha256,
    };

    private static Standardization Statistics => new() { Applied = "elsewhere", Mean = (float[])[1, 2], Deviation = (float[])[3, 4] };

    private static AccuracyFigures Accuracy => new() { SegmentAccuracy = 0.7, TrackAccuracy = 0.8, Segments = 1000, Tracks = 100 };

    private static MfccOptions Mfccs => new()
    {
        WindowLength = 1000,
        IsWindowSymmetric = true,
        PreEmphasis = 0.5,
        MaximumHz = 8000,
        TriangleScale = MelTriangleScale.Mel,
        Lifter = 22,
    };

    private static FeatureOptions Mels => new()
    {
        Kind = FeatureKind.LogMel,
        LogMel = new MelSpectrogramOptions
        {
            WindowLength = 1000,
            IsWindowSymmetric = true,
            PreEmphasis = 0.5,
            MaximumHz = 8000,
            TriangleScale = MelTriangleScale.Mel,
            TopDecibels = null,
            Scale = SpectrumScale.Magnitude,
            Reference = DecibelReference.Loudest,
            Compression = new LogCompression { Base = LogBase.Ten, RoundsInputToFloat16 = true },
        },
    };

    private static JsonTypeInfo InfoOf(Type type) => ModelCardJsonContext.Default.GetTypeInfo(type)!;

    private static bool IsRead(JsonPropertyInfo member) => member.Set is not null || member.AssociatedParameter is not null;

    /// <summary>Calls <paramref name="visit"/> for each member of an object and of the objects in it.</summary>
    private static void Visit(
        JsonObject json, JsonTypeInfo info, Dictionary<Type, HashSet<string>> seen, Action<JsonObject, JsonPropertyInfo> visit)
    {
        seen.TryAdd(info.Type, []);
        foreach (JsonPropertyInfo member in info.Properties.Where(member => IsRead(member) && json.ContainsKey(member.Name)))
        {
            seen[info.Type].Add(member.Name);
            visit(json, member);
            JsonTypeInfo type = InfoOf(member.PropertyType);
            JsonTypeInfo item = type.Kind == JsonTypeInfoKind.Enumerable ? InfoOf(type.ElementType!) : type;
            JsonNode?[] nodes = json[member.Name] is JsonArray list ? [.. list] : [json[member.Name]];
            foreach (JsonObject part in nodes.OfType<JsonObject>().Where(_ => item.Kind == JsonTypeInfoKind.Object))
            {
                Visit(part, item, seen, visit);
            }
        }
    }

    /// <summary>Returns values for a member: of its type, at the limits of its type, and of other types.</summary>
    private static IEnumerable<JsonNode?> Others(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
        {
            foreach (object value in Enum.GetValues(plain))
            {
                yield return JsonSerializer.SerializeToNode(value, InfoOf(plain));
                // The serializer compares the names of SplitKind, which have attributes, with case.
                yield return plain == typeof(SplitKind) ? 0 : value.ToString()!.ToUpperInvariant();
            }

            yield return 99;
        }

        yield return null;
        yield return 7;
        yield return -7;
        yield return 0.5;
        yield return 3_000_000_000;
        yield return 1e300;
        yield return true;
        yield return false;
        yield return "a text";
        yield return new JsonArray();
        yield return new JsonArray(5, 0.25);
        yield return new JsonArray("a", "b");
        yield return new JsonArray(new JsonArray("a"), new JsonArray());
        yield return new JsonObject();
        yield return new JsonObject { ["a"] = "b" };
        yield return new JsonObject { ["a"] = 5 };
    }

    private static void AssertAgreement(string json, string change) =>
        Assert.True(Written(() => BySerializer(json)) == Written(() => Read(json)), $"{change} is read differently: {json}");

    private static ModelCard Read(string json) => CardReader.Read(JsonDocument.Parse(json).RootElement);

    private static ModelCard BySerializer(string json) => JsonSerializer.Deserialize(json, ModelCardJsonContext.Default.ModelCard)!;

    /// <summary>Returns what a card is written as after reading, or null if it cannot be read.</summary>
    private static string? Written(Func<ModelCard> read)
    {
        try
        {
            return read().ToJson();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
