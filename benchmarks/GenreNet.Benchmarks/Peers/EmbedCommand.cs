using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Networks;

namespace GenreNet.Benchmarks.Peers;

/// <summary>
/// Implements <c>--embed [ROUNDS]</c>: measures mn04 on 30 s, one thread, alternating with the same network in PyTorch
/// (without features), and from a WAV file to the embedding. The weights are random, which does not affect the time.
/// </summary>
internal static class EmbedCommand
{
    private const int DefaultRounds = 5;
    private const int CallsPerRound = 20;
    private const string Script = "benchmarks/peers/pytorch_mn04.py";
    private const string Python = "/usr/bin/python3";

    /// <summary>Runs the measurement.</summary>
    /// <param name="arguments">The number of rounds; none for the default.</param>
    public static int Run(string[] arguments)
    {
        int rounds = DefaultRounds;
        if (arguments.Length > 1 || (arguments is [var text] && !(int.TryParse(text, out rounds) && rounds > 0)))
        {
            Console.Error.WriteLine("usage: --embed [ROUNDS]");
            return 2;
        }

        var spec = new NetworkSpec("mn04", EfficientAt.Backbone(EfficientAtWidths.Of(0.4)));
        FeatureOptions options = FeatureOptions.EfficientAtMels;
        var input = TensorShape.Of(options);
        using var network = new EmbeddingNetwork(OnnxExporter.ExportEncoder(spec, input, RandomWeights.Of(spec, input)));
        var pipeline = new FeaturePipeline(options);
        using var folder = new TemporaryFolder();
        string path = folder["clip.wav"];
        WavWriter.Write(path, Clips.Clip.Samples, Clips.Clip.SampleRate);
        float[] features = pipeline.Extract(AudioFile.Open(path)).Values.ToArray();
        float[] embedding = new float[network.EmbeddingSize];
        void Embed(float[] values)
        {
            for (int start = 0; start < values.Length; start += options.ValuesPerSegment)
            {
                network.Encode(values.AsSpan(start, options.ValuesPerSegment), embedding);
            }
        }

        List<double> ratios = [];
        List<double> files = [];
        for (int round = 1; round <= rounds; round++)
        {
            double own = Median(() => Embed(features));
            double file = Median(() => Embed(pipeline.Extract(AudioFile.Open(path)).Values.ToArray()));
            double? peer = Peer();
            files.Add(file);
            string against = string.Empty;
            if (peer is { } ms)
            {
                ratios.Add(own / ms);
                against = string.Create(CultureInfo.InvariantCulture, $", network in PyTorch {ms:0.0} ms, ratio {own / ms:0.00}");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: network {own:0.0} ms, file to embedding {file:0.0} ms{against}"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"median: file to embedding {Middle(files):0.0} ms{(ratios.Count > 0 ? $", ratio to PyTorch {Middle(ratios):0.00}" : $"; without PyTorch: apt-get install python3-torch")}"));
        return 0;
    }

    private static double? Peer() =>
        ChildProcess.Run(Python, RepositoryFiles.Find(Script), CallsPerRound.ToString(CultureInfo.InvariantCulture)) is { ExitCode: 0 } run
            ? JsonDocument.Parse(run.Output).RootElement.GetProperty("median_ms").GetDouble()
            : null;

    private static double Median(Action work)
    {
        for (int i = 0; i < 5; i++)
        {
            work();
        }

        return Middle([.. Enumerable.Range(0, CallsPerRound).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        })]);
    }

    private static double Middle(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
