using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;

namespace GenreNet.TrainingBenchmarks;

/// <summary>Measures the memory of the process over the epochs of a training.</summary>
internal static class MemoryCourse
{
    private const int Segments = 256;
    private const int Lines = 10;

    public static int Run(string network, int epochs)
    {
        try
        {
            FeatureSet data = RandomSegments.Make(Segments);
            Console.WriteLine("epoch   resident MB   managed MB   live tensors");
            RandomSegments.Fit(data, new TrainingOptions { Network = network, Epochs = epochs, Threads = 1 }, epoch =>
            {
                if (epoch.Epoch % Math.Max(1, epochs / Lines) == 0 || epoch.Epoch == 1)
                {
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{epoch.Epoch,5}   {Environment.WorkingSet / 1e6,11:0.0}   {GC.GetTotalMemory(forceFullCollection: true) / 1e6,10:0.0}   {TorchSharp.torch.Tensor.TotalCount,12}"));
                }
            });
            return 0;
        }
        catch (GenreNetException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }
}
