using BenchmarkDotNet.Attributes;
using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.TrainingBenchmarks;

/// <summary>Measures one epoch of each network on 512 random segments, including the setup and teardown of the training.</summary>
[MemoryDiagnoser]
public class EpochBenchmarks
{
    private readonly FeatureSet _data = RandomSegments.Make(512);

    /// <summary>Gets the networks of the catalogue that support MFCCs.</summary>
    public static IEnumerable<string> Networks => GenreNetworks.Names.Except(["summary", "mel-resnet"]);

    /// <summary>Gets or sets the network.</summary>
    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = GenreNetworks.Default;

    /// <summary>Trains one epoch.</summary>
    [Benchmark]
    public void Epoch() => RandomSegments.Fit(_data, new TrainingOptions { Network = Network, Epochs = 1, Threads = 2 }, _ => { });
}
