using System.Diagnostics;
using System.Diagnostics.Metrics;
using GenreNet.Core;
using GenreNet.Inference.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace GenreNet.Inference.Tests.Telemetry;

/// <summary>Other tests classify at the same time: a model of another name tells these clips from theirs.</summary>
public sealed class ClassifierTelemetryTests : IDisposable
{
    private const string Model = "telemetry.onnx";

    private readonly List<Activity> _activities = [];
    private readonly List<(string Instrument, double Value, Dictionary<string, object?> Tags)> _measurements = [];
    private readonly (string Instrument, double Value, Dictionary<string, object?> Tags)[] _begun;
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();
    private readonly FakeLoggerProvider _log = new();
    private readonly GenreClassifier _classifier;

    public ClassifierTelemetryTests()
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GenreNetTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("genrenet.model"), Model))
                {
                    lock (_activities)
                    {
                        _activities.Add(activity);
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(_traces);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == GenreNetTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.Start();
        var factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(_log));
        _classifier = GenreClassifier.Load(new MemoryStream(File.ReadAllBytes(Fixture.Model)), Model, loggerFactory: factory);
        _begun = [.. _measurements];
        _measurements.Clear();
    }

    [Fact]
    public void The_counters_of_all_genres_of_a_loaded_model_start_at_zero()
    {
        Assert.All(_begun, measurement => Assert.Equal(("genrenet.classifications", 0), (measurement.Instrument, measurement.Value)));
        Assert.Equal([.. _classifier.Genres, GenrePrediction.UnknownGenre], _begun.Select(measurement => (string)measurement.Tags["genrenet.genre"]!));
    }

    [Fact]
    public void A_prediction_is_logged_and_measured()
    {
        GenrePrediction prediction = _classifier.Classify(Fixture.Music(), 22050);
        Activity activity = Assert.Single(_activities);
        Assert.Equal("genrenet.classify", activity.OperationName);
        Assert.Equal(("samples", prediction.Genre, 3), (activity.GetTagItem("genrenet.source"), activity.GetTagItem("genrenet.genre"), activity.GetTagItem("genrenet.segments")));
        Assert.Equal(prediction.Confidence, activity.GetTagItem("genrenet.confidence"));
        Assert.Equal(10, Single("genrenet.audio.duration").Value, 1e-3);
        Assert.True(Single("genrenet.classify.duration").Value is > 0 and < 60);
        Assert.Equal(prediction.Confidence, Single("genrenet.classify.confidence").Value);
        Assert.Equal((1, prediction.Genre), (Single("genrenet.classifications").Value, Single("genrenet.classifications").Tags["genrenet.genre"]));
        Assert.Equal([1.0, -1.0], _measurements.Where(m => m.Instrument == "genrenet.classify.active").Select(m => m.Value));
        Assert.Contains(_log.Collector.GetSnapshot(), m => m.Level == LogLevel.Debug && m.Message.StartsWith("Classified samples", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failure_is_logged_without_the_name_of_the_clip()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("secret.wav"), "no audio");
        Assert.ThrowsAny<GenreNetException>(() => _classifier.Classify(folder.File("secret.wav")));
        Activity activity = Assert.Single(_activities);
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
        Assert.NotNull(activity.GetTagItem("error.type"));
        Assert.Equal(activity.GetTagItem("error.type"), Single("genrenet.classify.duration").Tags["error.type"]);
        Assert.DoesNotContain(_measurements, m => m.Instrument == "genrenet.classifications");
        Assert.DoesNotContain(_log.Collector.GetSnapshot(), m => m.Level > LogLevel.Debug && m.Message.Contains("secret", StringComparison.Ordinal));
        Assert.Contains(_log.Collector.GetSnapshot(), m => m.Level == LogLevel.Warning);
        Assert.All(_activities.SelectMany(a => a.TagObjects), tag => Assert.DoesNotContain("secret", tag.Value?.ToString() ?? string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_is_measured_when_it_ends()
    {
        using var folder = new TemporaryFolder();
        Core.Audio.WavWriter.Write(folder.File("song.wav"), Fixture.Music(), 22050);
        await using FileStream stream = File.OpenRead(folder.File("song.wav"));
        await _classifier.ClassifyStreamAsync(stream).ToListAsync(TestContext.Current.CancellationToken);
        Activity activity = Assert.Single(_activities);
        Assert.Equal(("genrenet.listen", 3L), (activity.OperationName, activity.GetTagItem("genrenet.segments")));
    }

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
        _classifier.Dispose();
        _log.Dispose();
    }

    private (string Instrument, double Value, Dictionary<string, object?> Tags) Single(string instrument) => Assert.Single(_measurements, m => m.Instrument == instrument);

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = new Dictionary<string, object?>();
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            named[tag.Key] = tag.Value;
        }

        if (Equals(named.GetValueOrDefault("genrenet.model"), Model))
        {
            lock (_measurements)
            {
                _measurements.Add((instrument.Name, value, named));
            }
        }
    }
}
