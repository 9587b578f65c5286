using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenreNet.Browser.Tests.Support;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Inference;
using Microsoft.Playwright;

namespace GenreNet.Browser.Tests;

/// <summary>Features and answers in the browser equal those of the library on this machine.</summary>
[Slow]
[Collection(nameof(BuiltSite))]
public sealed class SameAnswersTests(LoadedClassifier loaded) : IClassFixture<LoadedClassifier>, IDisposable
{
    // Single precision rounds to 6e-8; sums of thousands of terms in another order differ by some thousand times that.
    private const double FeatureTolerance = 1e-4;
    private const double ProbabilityTolerance = 1e-3;

    // Powers are rounded to 11 bits before log10(10000 x + 1). A power at the middle of two numbers may be rounded up here and down there.
    private const double HalfPrecision = 4.3e-4;
    private const double MostRounded = 0.02;
    private const int Rate = 22050;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Clips { get; } =
    [
        "examples/blues.ogg", "examples/classical.ogg", "examples/country.ogg", "examples/disco.ogg", "examples/hiphop.ogg", "examples/jazz.ogg",
        "examples/metal.ogg", "examples/pop.ogg", "examples/reggae.ogg", "examples/rock.ogg",
        "mpeg/joint-44100.mp3", "mpeg/intensity-22050.mp3", "mpeg/mono-16000.mp3", "ogg/opus-stereo.opus", "ogg/opus-silk.opus",
        "signal/chirp", "signal/noise", "signal/impulse", "signal/resampled", "signal/silence",
    ];

    [Fact]
    public async Task Features_and_answers_are_those_of_the_library()
    {
        (IPage page, _) = await loaded.UseAsync();
        using var classifier = GenreClassifier.LoadDefault();
        // One view has means and variances, the other mel bands that are rounded to half precision.
        IReadOnlyList<FeatureOptions> views = classifier.Card.Features.Views!;
        var differences = new List<string>();
        foreach (string clip in Clips.Select(row => row.Data))
        {
            (JsonObject answer, float[] features) = await AnswerAsync(page, PathOf(clip));
            float[] expected = classifier.ExtractFeatures(PathOf(clip), TestContext.Current.CancellationToken).Values.ToArray();
            Assert.Equal(expected.Length, features.Length);
            double[] differing = [.. features.Zip(expected, Difference)];
            double[][] segments = [.. differing.Chunk(classifier.Card.Features.ValuesPerSegment)];
            int exact = views[0].ValuesPerSegment;
            double worst = segments.SelectMany(segment => segment.Take(exact)).DefaultIfEmpty().Max();
            double[] rounded = [.. segments.SelectMany(segment => segment.Skip(exact))];
            double share = rounded.Count(difference => difference > FeatureTolerance) / (double)Math.Max(1, rounded.Length);
            if (!(worst <= FeatureTolerance && rounded.DefaultIfEmpty().Max() <= HalfPrecision && share <= MostRounded))
            {
                differences.Add($"{clip}: features differ by {worst:0.0e0}, rounded ones by {rounded.Max():0.0e0}, {share:0.0000} of them");
            }

            differences.AddRange(Differences(clip, answer, classifier.Classify(PathOf(clip))));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task MFCCs_are_those_of_the_library()
    {
        (IPage page, _) = await loaded.UseAsync();
        byte[] model = await File.ReadAllBytesAsync(
            Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Inference.Tests", "Fixtures", "styles.onnx"), TestContext.Current.CancellationToken);
        await page.EvaluateAsync(
            "async (base64) => classifier.useModel(await (await fetch(`data:application/octet-stream;base64,${base64}`)).blob(), { name: 'styles.onnx' })",
            Convert.ToBase64String(model));
        using var classifier = GenreClassifier.Load(new MemoryStream(model), "styles.onnx");
        var differences = new List<string>();
        foreach (string clip in Clips.Select(row => row.Data))
        {
            (JsonObject answer, float[] features) = await AnswerAsync(page, PathOf(clip));
            float[] expected = classifier.ExtractFeatures(PathOf(clip), TestContext.Current.CancellationToken).Values.ToArray();
            double worst = features.Zip(expected, Difference).DefaultIfEmpty().Max();
            if (features.Length != expected.Length || !(worst <= FeatureTolerance))
            {
                differences.Add($"{clip}: MFCCs differ by {worst:0.0e0}");
            }

            differences.AddRange(Differences(clip, answer, classifier.Classify(PathOf(clip))));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task Samples_are_classified_as_their_file()
    {
        (IPage page, _) = await loaded.UseAsync();
        using var classifier = GenreClassifier.LoadDefault();
        string path = PathOf("examples/jazz.ogg");
        var samples = AudioBuffer.Load(path);
        string json = await page.EvaluateAsync<string>(
            """
            async ([base64, sampleRate]) => {
              const bytes = await (await fetch(`data:application/octet-stream;base64,${base64}`)).arrayBuffer();
              const samples = new Float32Array(bytes);
              const buffer = new AudioBuffer({ length: samples.length, numberOfChannels: 1, sampleRate });
              buffer.copyToChannel(samples, 0);
              return JSON.stringify([await classifier.classify(samples, { sampleRate, name: "jazz.ogg" }), await classifier.classify(buffer)]);
            }
            """,
            new object[] { Convert.ToBase64String(MemoryMarshal.AsBytes(samples.Samples.Span)), samples.SampleRate });
        GenrePrediction expected = classifier.Classify(samples.Samples, samples.SampleRate);
        Assert.Empty(JsonNode.Parse(json)!.AsArray().SelectMany(answer => Differences("samples", answer!.AsObject(), expected)));
    }

    public void Dispose() => _folder.Dispose();

    private static double Difference(float one, float two) => Math.Abs(one - two) / Math.Max(1, Math.Abs(two));

    private static async Task<(JsonObject Prediction, float[] Features)> AnswerAsync(IPage page, string path)
    {
        string json = await page.EvaluateAsync<string>(
            """
            async ([base64, name]) => {
              const bytes = await (await fetch(`data:application/octet-stream;base64,${base64}`)).arrayBuffer();
              const file = new File([bytes], name);
              const { values } = await classifier.features(file);
              const view = new Uint8Array(values.buffer);
              let text = "";
              for (let i = 0; i < view.length; i += 8192) { text += String.fromCharCode(...view.subarray(i, i + 8192)); }
              return JSON.stringify({ features: btoa(text), prediction: await classifier.classify(file) });
            }
            """,
            new object[] { Convert.ToBase64String(await File.ReadAllBytesAsync(path)), path });
        JsonObject answer = JsonNode.Parse(json)!.AsObject();
        float[] features = MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)answer["features"]!)).ToArray();
        return (answer["prediction"]!.AsObject(), features);
    }

    private static IEnumerable<string> Differences(string clip, JsonObject answer, GenrePrediction expected)
    {
        if ((string)answer["genre"]! != expected.Genre || (bool)answer["silent"]! != expected.IsSilent || (bool)answer["out_of_distribution"]! != expected.IsOutOfDistribution)
        {
            yield return $"{clip}: {answer["genre"]} instead of {expected.Genre}";
        }

        Dictionary<string, double> ranking = answer["ranking"]!.AsArray().ToDictionary(entry => (string)entry!["genre"]!, entry => (double)entry!["probability"]!);
        foreach (GenreProbability entry in expected.Ranking.Where(entry => !(Math.Abs(ranking[entry.Genre] - entry.Probability) <= ProbabilityTolerance)))
        {
            yield return $"{clip}: {entry.Genre} is {ranking[entry.Genre]} instead of {entry.Probability}";
        }

        JsonArray timeline = answer["timeline"]!.AsArray();
        if (timeline.Count != expected.Timeline.Count
            || expected.Timeline.Zip(timeline).Any(pair => Math.Abs((double)pair.Second!["probability"]! - pair.First.Probability) > ProbabilityTolerance
                || (double)pair.Second!["start_seconds"]! != pair.First.Start.TotalSeconds))
        {
            yield return $"{clip}: the timeline differs";
        }

        string warnings = JsonSerializer.Serialize(answer["warnings"]);
        if (clip != "samples" && warnings != JsonSerializer.Serialize(expected.Warnings))
        {
            yield return $"{clip}: {warnings} instead of {JsonSerializer.Serialize(expected.Warnings)}";
        }
    }

    /// <summary>Returns the path of a clip: an example, a golden file of another test project, or a signal that is written now.</summary>
    private string PathOf(string clip)
    {
        string[] parts = clip.Split('/');
        if (parts[0] != "signal")
        {
            return parts[0] == "examples"
                ? Path.Combine(RepositoryRoot.Path, clip)
                : Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Core.Tests", "Golden", clip);
        }

        int rate = parts[1] == "resampled" ? 2 * Rate : Rate;
        var random = new Random(7);
        Func<int, float> sample = parts[1] switch
        {
            "chirp" => i => 0.5f * MathF.Sin(2e-4f * i * (i % 100_000) / 50f),
            // With noise: next to a pure tone, the weak bands contain rounding errors only, whose decibels differ by up to 0.001.
            "resampled" => i => (0.3f * MathF.Sin(1e-6f * i * i)) + ((float)random.NextDouble() / 10),
            "noise" => _ => (float)((2 * random.NextDouble()) - 1) / 4,
            "impulse" => i => i % 5000 == 0 ? 0.9f : 0,
            _ => _ => 0,
        };
        string path = _folder.File($"{parts[1]}.wav");
        WavWriter.Write(path, Enumerable.Range(0, 7 * rate).Select(sample).ToArray(), rate);
        return path;
    }
}
