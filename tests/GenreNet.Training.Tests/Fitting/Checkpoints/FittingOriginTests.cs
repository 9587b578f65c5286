using System.Numerics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numpy;
using GenreNet.Networks;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Fitting.Checkpoints;

public class FittingOriginTests
{
    private static readonly FeatureSet Data = TestFeatures.Make();

    private static readonly TrainingOptions Options = new() { Network = "dense-regularized", Epochs = 2, Patience = 2, BatchSize = 8, Threads = 1 };

    private static FittingOrigin Origin => FittingOrigin.Of(
        Options, NetworkSource.Open(Options.Network, Data.Genres.Count, Data.Options), Data, TrackSplit.Automatic(Data, 0.2, 0.2, 1));

    [Fact]
    public void Arithmetic_describes_the_instruction_sets()
    {
        string text = EngineArithmetic.Describe(_ => null);
        Assert.Contains($".NET vectors of {Vector<float>.Count} floats", text, StringComparison.Ordinal);
        Assert.Contains("torch on ", text, StringComparison.Ordinal);
        if (Avx2.IsSupported)
        {
            Assert.Contains("AVX2", text, StringComparison.Ordinal);
        }

        if (Avx512F.IsSupported)
        {
            Assert.Contains("AVX-512 F", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public void Environment_variables_of_torch_are_part_of_the_arithmetic()
    {
        string text = EngineArithmetic.Describe(name => name == "ATEN_CPU_CAPABILITY" ? "avx2" : null);
        Assert.EndsWith(", ATEN_CPU_CAPABILITY=avx2", text, StringComparison.Ordinal);
        Assert.NotEqual(EngineArithmetic.Describe(_ => null), text);
    }

    [Fact]
    public void A_checkpoint_of_another_instruction_set_differs()
    {
        FittingOrigin wide = Origin with { Arithmetic = ".NET vectors of 8 floats with FMA, torch on GenuineIntel with AVX2 AVX-512 F" };
        FittingOrigin narrow = wide with { Arithmetic = ".NET vectors of 8 floats with FMA, torch on GenuineIntel with AVX2" };
        Assert.Null(wide.DifferenceFrom(wide));
        Assert.Equal($"from a processor with different floating-point rounding ({wide.Arithmetic}) than this one ({narrow.Arithmetic})", wide.DifferenceFrom(narrow));
        Assert.NotNull(narrow.DifferenceFrom(wide));
        Assert.Contains("threads = 1", Origin.DifferenceFrom(FittingOrigin.Of(
            Options with { Threads = 2 }, NetworkSource.Open(Options.Network, Data.Genres.Count, Data.Options), Data, TrackSplit.Automatic(Data, 0.2, 0.2, 1)))!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_without_arithmetic_is_resumed()
    {
        JsonObject json = JsonNode.Parse(JsonSerializer.Serialize(Origin, CheckpointJson.Default.FittingOrigin))!.AsObject();
        Assert.True(json.Remove("arithmetic"));
        FittingOrigin old = JsonSerializer.Deserialize(json.ToJsonString(), CheckpointJson.Default.FittingOrigin)!;
        Assert.Null(old.DifferenceFrom(Origin));
    }

    [Fact]
    public void A_checkpoint_of_another_machine_is_rejected()
    {
        using var folder = new TemporaryFolder();
        var file = new CheckpointFile(folder.File("checkpoint.npz"));
        DataSplit split = TrackSplit.Automatic(Data, 0.2, 0.2, 1);
        new Trainer(Options).Fit(Data, split, CancellationToken.None, new FittingHooks { Checkpoint = file }).Dispose();
        Rewrite(file.Path, origin => origin["arithmetic"] = ".NET vectors of 16 floats with FMA, torch on another processor");
        GenreNetException problem = Assert.Throws<GenreNetException>(
            () => new Trainer(Options).Fit(Data, split, CancellationToken.None, new FittingHooks { Checkpoint = file, Resumes = true }));
        Assert.Contains("with different floating-point rounding (.NET vectors of 16 floats", problem.Message, StringComparison.Ordinal);
        Rewrite(file.Path, origin => origin.Remove("arithmetic"));
        new Trainer(Options).Fit(Data, split, CancellationToken.None, new FittingHooks { Checkpoint = file, Resumes = true }).Dispose();
    }

    private static void Rewrite(string path, Action<JsonObject> change)
    {
        NpzEntry[] entries;
        using (NpzReader reader = NpzReader.Open(path))
        {
            entries = [.. reader.Names.Where(name => name != "description").Select(name => NpzEntry.Of(name, reader.Read(name)))];
            JsonObject description = JsonNode.Parse(reader.Read("description").AsText()[0])!.AsObject();
            change(description["origin"]!.AsObject());
            entries = [NpzEntry.Of("description", NpyArray.Create([description.ToJsonString()], 1)), .. entries];
        }

        NpzWriter.Write(path, entries, System.IO.Compression.CompressionLevel.NoCompression);
    }
}
