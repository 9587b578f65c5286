using Microsoft.CodeAnalysis.CSharp;

namespace GenreNet.Architecture.Tests;

/// <summary>The documentation comments of public types contain what a user of the package looks for.</summary>
public class TypeCommentTests
{
    private static readonly string[] Projects = ["GenreNet.Core", "GenreNet.Extensions.AI", "GenreNet.Inference", "GenreNet.Interactive", "GenreNet.ML", "GenreNet.Networks", "GenreNet.Pretrained"];

    // The types that a user creates or calls first, by topic. Add a type here to require an example.
    private static readonly string[] StartingTypes =
    [
        "AudioBuffer", "AudioFile", "AudioReader", "WavWriter",
        "DeltaExtractor", "FeatureExtractor", "FeatureOptions", "FeaturePipeline", "MfccExtractor", "OnsetStrength", "SegmentReader", "SummaryExtractor", "TempoEstimator",
        "ChromaFilterBank", "DiscreteCosineTransform", "MelFilterBank", "RealFft", "Resampler", "WindowFunction",
        "NpyArray", "NpyFile", "NpzReader", "NpzWriter",
        "BiquadFilter", "SeededRandom", "WaveformAugmentation",
        "DataSplit", "DatasetCheck", "DatasetDownloader", "DatasetProfile", "FeatureArrays", "FeatureCache", "FeatureExtraction", "FeatureSet", "FeatureTable",
        "FeatureTableExport", "FileDownloader", "PublishedSplit", "Quarantine", "SplitFile", "SplitLists", "SyntheticDataset", "TrackGroups", "TrackLibrary", "TrackSplit",
        "ClassificationOptions", "GenreClassifier", "GenrePrediction", "IGenreClassifier", "InstalledModels", "MfccReference", "ModelCard",
        "GenreClassifierHealthCheck", "GenreClassifierProvider", "GenreClassifierServices",
        "AudioDataCatalog", "AudioFeatureOptions", "AudioModelLoading", "AudioTransformer", "AudioTransformsCatalog", "GenreOptions",
        "Backbone", "Checkpoint", "GenreNetworks", "PretrainedClassifier", "PretrainedModels", "PretrainedStore",
    ];

    [Fact]
    public void Public_types_state_their_thread_safety() =>
        Assert.Empty(Projects.SelectMany(PublicType.Of).Where(type => type.LacksThreadSafety).Select(type => $"{type.Place}: {type.Name}"));

    [Fact]
    public void Types_that_a_user_starts_from_have_an_example() =>
        Assert.Empty(StartingTypes.Except(Projects.SelectMany(PublicType.Of).Where(type => type.HasExample).Select(type => type.Name)));

    [Theory]
    [InlineData("/// <summary>Reads.</summary>\npublic sealed class Reader;", true)]
    [InlineData("/// <summary>Reads. Not\n/// thread-safe.</summary>\npublic sealed class Reader;", false)]
    [InlineData("/// <summary>Reads.</summary>\n/// <remarks>Use a reader from one thread at\n/// a time.</remarks>\npublic sealed class Reader;", false)]
    [InlineData("/// <summary>Keeps one buffer per thread.</summary>\npublic sealed class Reader;", true)]
    [InlineData("/// <summary>Reads.</summary>\n/// <example><code>// thread-safe</code></example>\npublic sealed class Reader;", true)]
    [InlineData("/// <summary>Options.</summary>\npublic sealed record Options;", true)]
    [InlineData("/// <summary>Options.</summary>\n/// <remarks>Immutable.</remarks>\n[Obsolete]\npublic sealed record Options;", false)]
    [InlineData("public struct Point;", true)]
    [InlineData("internal sealed class Hidden { public sealed class Inner; }", false)]
    [InlineData("public enum Kind { One }", false)]
    [InlineData("public sealed class ReaderException : Exception;", false)]
    [InlineData("public sealed record Relu : LayerSpec;", false)]
    [InlineData("public static class Formula { public static double Square(double value) => value * value; }", false)]
    [InlineData("public static class Loader { public static void Load(string path) { } }", true)]
    [InlineData("public static class Loader { public static void Load(Stream source) { } }", true)]
    [InlineData("/// <summary>Reads. Thread-safe.</summary>\npublic partial class Reader;\npublic partial class Reader;", false)]
    public void A_missing_statement_is_found(string source, bool isMissing) =>
        Assert.Equal(isMissing, PublicType.In([CSharpSyntaxTree.ParseText(source, path: "Source.cs")]).Any(type => type.LacksThreadSafety));

    [Theory]
    [InlineData("/// <example>Call Read.</example>\npublic class Reader;", false)]
    [InlineData("/// <remarks><code>Read();</code></remarks>\npublic class Reader;", false)]
    [InlineData("/// <example>\n/// <code>\n/// Read();\n/// </code>\n/// </example>\npublic class Reader;", true)]
    public void An_example_needs_code(string source, bool hasExample) => Assert.Equal(hasExample, PublicType.In([CSharpSyntaxTree.ParseText(source, path: "Source.cs")]).Single().HasExample);
}
