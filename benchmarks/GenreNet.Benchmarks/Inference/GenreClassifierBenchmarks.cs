using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Inference;

namespace GenreNet.Benchmarks.Inference;

/// <summary>The genre of a file of 30 s, and the parts that the time goes to.</summary>
[MemoryDiagnoser]
public class GenreClassifierBenchmarks : IDisposable
{
    private TemporaryFolder? _folder;
    private GenreClassifier _classifier = null!;
    private FeaturePipeline _pipeline = null!;
    private string _path = "";
    private float[] _features = [];

    /// <summary>The model in the package (summaries of 30 s), or a convolutional network on MFCCs of 3 s.</summary>
    [Params("default", "cnn-small")]
    public string Model { get; set; } = "default";

    /// <summary>Writes the file and loads the model.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _classifier = Model == "default"
            ? GenreClassifier.LoadDefault()
            : GenreClassifier.Load(RepositoryFiles.Find("tests/GenreNet.Inference.Tests/Fixtures/styles.onnx"));
        _pipeline = new FeaturePipeline(_classifier.Card.Features);
        _folder = new TemporaryFolder();
        _path = _folder["clip.wav"];
        WavWriter.Write(_path, Clips.Clip.Samples, Clips.Clip.SampleRate);
        _features = Features().Values.ToArray();
    }

    /// <summary>Frees the model and deletes the file.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _classifier?.Dispose();
        _folder?.Dispose();
        _folder = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>File to genre.</summary>
    [Benchmark(Baseline = true)]
    public GenrePrediction File() => _classifier.Classify(_path);

    /// <summary>File to features.</summary>
    [Benchmark]
    public FeatureClip Features() => _pipeline.Extract(AudioFile.Open(_path));

    /// <summary>Features to probabilities.</summary>
    [Benchmark]
    public float[] Network() => _classifier.ClassifyFeatures(_features);
}
