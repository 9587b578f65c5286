using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Networks;
using GenreNet.Pretrained;

namespace GenreNet.Benchmarks.Inference;

/// <summary>
/// Measures embeddings of a clip of 30 s by pretrained networks on one thread: mn04 on three segments of 10 s, musicnn on ten of 2.976 s.
/// The environment variable GENRENET_CHECKPOINT names a checkpoint of mn04; without it, the weights are random, which does not affect the time.
/// </summary>
[MemoryDiagnoser]
public class PretrainedNetworkBenchmarks : IDisposable
{
    private const string Variable = "GENRENET_CHECKPOINT";

    private TemporaryFolder? _folder;
    private EmbeddingNetwork _network = null!;
    private FeaturePipeline _pipeline = null!;
    private string _path = "";
    private float[] _features = [];
    private float[] _embedding = [];

    /// <summary>Gets or sets the network.</summary>
    [Params("mn04", "mn04 of float16", "musicnn")]
    public string Model { get; set; } = "mn04";

    /// <summary>Writes the file and loads the network.</summary>
    [GlobalSetup]
    public void Setup()
    {
        bool isMusicnn = Model == "musicnn";
        FeatureOptions features = isMusicnn ? FeatureOptions.MusicnnMels : FeatureOptions.EfficientAtMels;
        var options = new OnnxExportOptions { StoreWeightsAsFloat16 = Model != "mn04" };
        if (!isMusicnn && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } checkpoint)
        {
            _network = new EmbeddingNetwork(Backbone.Read(checkpoint).ToOnnx(options));
        }
        else
        {
            var spec = new NetworkSpec(Model, isMusicnn ? Musicnn.Backbone() : EfficientAt.Backbone(EfficientAtWidths.Of(0.4)));
            var input = TensorShape.Of(features);
            _network = new EmbeddingNetwork(OnnxExporter.ExportEncoder(spec, input, RandomWeights.Of(spec, input), options));
        }

        _pipeline = new FeaturePipeline(features);
        _embedding = new float[_network.EmbeddingSize];
        _folder = new TemporaryFolder();
        _path = _folder["clip.wav"];
        WavWriter.Write(_path, Clips.Clip.Samples, Clips.Clip.SampleRate);
        _features = Features().Values.ToArray();
    }

    /// <summary>Frees the network and deletes the file.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _network?.Dispose();
        _folder?.Dispose();
        _folder = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Computes the embeddings of the file.</summary>
    [Benchmark(Baseline = true)]
    public float File() => Encode(Features().Values.ToArray());

    /// <summary>Computes the features of the file.</summary>
    [Benchmark]
    public FeatureClip Features() => _pipeline.Extract(AudioFile.Open(_path));

    /// <summary>Computes the embeddings from the features.</summary>
    [Benchmark]
    public float Network() => Encode(_features);

    private float Encode(float[] features)
    {
        int size = _pipeline.Options.ValuesPerSegment;
        for (int start = 0; start + size <= features.Length; start += size)
        {
            _network.Encode(features.AsSpan(start, size), _embedding);
        }

        return _embedding[0];
    }
}
