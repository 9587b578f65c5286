using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Tests.Support;

/// <summary>Model files of networks with random weights.</summary>
internal static class TestTeacher
{
    /// <summary>Saves a model.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="network">A network of the catalogue.</param>
    /// <param name="features">Its features; null for those of <see cref="TestFeatures"/>.</param>
    /// <param name="genres">Its genres; null for those of <see cref="TestFeatures"/>.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <param name="temperature">The temperature on the card.</param>
    public static string Save(
        string folder, string network = "cnn-small", FeatureOptions? features = null, string[]? genres = null, long seed = 1, double temperature = 1)
    {
        NativeTorch.EnsureLoaded();
        TorchSharp.torch.manual_seed(seed);
        features ??= TestFeatures.Options;
        genres ??= TestFeatures.Genres;
        using var module = new TorchNetwork(GenreNetworks.Create(network, genres.Length), TensorShape.Of(features));
        float[] mean = new float[features.CoefficientCount];
        float[] deviation = [.. Enumerable.Repeat(1f, mean.Length)];
        module.SetStandardization(mean, deviation);
        var card = new ModelCard
        {
            FormatVersion = ModelFormat.Version,
            Network = network,
            ParameterCount = module.SaveWeights().ParameterCount,
            Genres = genres,
            Features = features,
            Standardization = new Standardization { Mean = mean, Deviation = deviation },
            Calibration = temperature == 1 ? null : new CalibrationFacts { Temperature = temperature, FittedOn = "a test", ErrorBefore = 0, ErrorAfter = 0 },
            Training = new TrainingFacts
            {
                Dataset = "made-up",
                DatasetFingerprint = new string('0', 64),
                Seed = 1,
                Threads = 1,
                Epochs = 1,
                BestEpoch = 1,
                BatchSize = 1,
                LearningRate = 1,
                Method = "none",
                Engine = "none",
                Split = new DataSplit { Train = [], Validation = [], Test = [] },
            },
        };
        string path = Path.Combine(folder, $"{network}-{features.Kind}-{seed}.onnx");
        File.WriteAllBytes(path, OnnxExporter.Export(module.Spec, module.Input, module.SaveWeights(), card));
        return path;
    }
}
