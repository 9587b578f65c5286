using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Datasets.Caching;

/// <summary>
/// Measures the cost of a cache relative to decoding and extraction alone: 200 WAV files of 18 s on disk, all processors.
/// </summary>
[MemoryDiagnoser]
public class PrepareBenchmarks : IDisposable
{
    private readonly FeaturePipeline _pipeline = new(FeatureOptions.Default);
    private TemporaryFolder? _folder;
    private string[] _files = [];

    /// <summary>Creates the dataset and an up-to-date cache.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = new TemporaryFolder();
        SyntheticDataset.Write(_folder["set"], new SyntheticOptions { TracksPerStyle = 20, Seconds = 18 });
        _files = Directory.GetFiles(_folder["set"], "*.wav", SearchOption.AllDirectories);
        FeatureCache.Prepare(TrackLibrary.Open(_folder["set"]), FeatureOptions.Default, _folder["current.npz"]);
    }

    /// <summary>Deletes the files.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _folder?.Dispose();
        _folder = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Decodes and extracts, and discards the result.</summary>
    [Benchmark(Baseline = true)]
    public void Extract() => Parallel.ForEach(
        _files, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, file => _pipeline.Extract(AudioFile.Open(file), ShortClip.Skip));

    /// <summary>Lists and hashes the dataset, decodes, extracts, writes the journal, compresses and writes the cache.</summary>
    [Benchmark]
    public CacheSummary Prepare()
    {
        string cache = _folder!["new.npz"];
        File.Delete(cache);
        return FeatureCache.Prepare(TrackLibrary.Open(_folder["set"]), FeatureOptions.Default, cache);
    }

    /// <summary>Lists and hashes the dataset, and finds that nothing has changed.</summary>
    [Benchmark]
    public CacheSummary PrepareAgain() => FeatureCache.Prepare(TrackLibrary.Open(_folder!["set"]), FeatureOptions.Default, _folder["current.npz"]);
}
