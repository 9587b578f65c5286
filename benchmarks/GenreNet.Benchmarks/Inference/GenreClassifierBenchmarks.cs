using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Inference;

namespace GenreNet.Benchmarks.Inference;

/// <summary>Measures classifying a file of 30 s, in total and by step.</summary>
[MemoryDiagnoser]
public class GenreClassifierBenchmarks : IDisposable
{
    private TemporaryFolder? _folder;
    private GenreClassifier _classifier = null!;
    private FeaturePipeline _pipeline = null!;
    private string _path = "";
    private float[] _features = [];

    /// <summary>Gets or sets the model: the embedded one (summaries of 30 s), or a convolutional network on MFCCs of 3 s.</summary>
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

    /// <summary>Computes the genre of the file.</summary>
    [Benchmark(Baseline = true)]
    public GenrePrediction File() => _classifier.Classify(_path);

    /// <summary>Computes the features of the file.</summary>
    [Benchmark]
    public FeatureClip Features() => _pipeline.Extract(AudioFile.Open(_path));

    /// <summary>Computes the probabilities from the features.</summary>
    [Benchmark]
    public float[] Network() => _classifier.ClassifyFeatures(_features);
}
