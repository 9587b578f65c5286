using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Datasets;

namespace GenreNet.Benchmarks.Datasets.Caching;

/// <summary>Measures writing and reading a cache of 100 segments on disk.</summary>
[MemoryDiagnoser]
public class FeatureCacheBenchmarks : IDisposable
{
    private TemporaryFolder? _folder;
    private PreparedFeatures _features = null!;

    /// <summary>Creates the features and a cache to read.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = new TemporaryFolder();
        _features = SyntheticFeatures.Set;
        FeatureCache.Save(_folder["read.npz"], _features);
    }

    /// <summary>Deletes the files.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _folder?.Dispose();
        _folder = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Compresses, flushes to the disk and renames.</summary>
    [Benchmark(Baseline = true)]
    public string Save()
    {
        string path = _folder!["written.npz"];
        FeatureCache.Save(path, _features);
        return path;
    }

    /// <summary>Decompresses and verifies.</summary>
    [Benchmark]
    public PreparedFeatures Load() => FeatureCache.Load(_folder!["read.npz"]);
}
