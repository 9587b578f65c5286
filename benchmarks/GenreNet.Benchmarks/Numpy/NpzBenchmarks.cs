using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numpy;

namespace GenreNet.Benchmarks.Numpy;

/// <summary>Measures an array of 100 segments in memory: the cost of a cache without the disk.</summary>
[MemoryDiagnoser]
public class NpzBenchmarks : IDisposable
{
    private const string Name = "features";

    private readonly MemoryStream _written = new();
    private MemoryStream _file = new();
    private NpyArray _array = null!;

    /// <summary>Creates the features and a file to read.</summary>
    [GlobalSetup]
    public void Setup()
    {
        FeatureSet features = SyntheticFeatures.Set.Features;
        _array = NpyArray.Create([.. features.ToArray()], features.SegmentCount, features.FrameCount, features.CoefficientCount);
        Write();
        _file = new MemoryStream(_written.ToArray());
    }

    /// <summary>Frees the memory.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _written.Dispose();
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Compresses.</summary>
    [Benchmark(Baseline = true)]
    public long Write()
    {
        _written.SetLength(0);
        NpzWriter.Write(_written, [NpzEntry.Of(Name, _array)]);
        return _written.Length;
    }

    /// <summary>Decompresses.</summary>
    [Benchmark]
    public NpyArray Read()
    {
        _file.Position = 0;
        using var reader = NpzReader.Open(_file, "memory");
        return reader.Read(Name);
    }
}
