using BenchmarkDotNet.Attributes;
using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.TrainingBenchmarks;

/// <summary>An epoch of each network on 512 random segments, with what a fit does before and after it.</summary>
[MemoryDiagnoser]
public class EpochBenchmarks
{
    private readonly FeatureSet _data = RandomSegments.Make(512);

    /// <summary>The networks of the catalogue that are made for MFCCs.</summary>
    public static IEnumerable<string> Networks => GenreNetworks.Names.Except(["summary", "mel-resnet"]);

    /// <summary>The network.</summary>
    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = GenreNetworks.Default;

    /// <summary>One epoch.</summary>
    [Benchmark]
    public void Epoch() => RandomSegments.Fit(_data, new TrainingOptions { Network = Network, Epochs = 1, Threads = 2 }, _ => { });
}
