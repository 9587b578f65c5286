using System.Diagnostics.Metrics;
using System.Globalization;
using GenreNet.Inference;
using GenreNet.Inference.Models;

namespace GenreNet.Server.Monitoring;

/// <summary>What the service counts beside what the classifier and ASP.NET Core count by themselves. No names of files or clients are in it. Thread-safe.</summary>
internal sealed class ServerMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "GenreNet.Server";

    /// <summary>Clips whose sound is looked at together.</summary>
    private const int WindowLength = 500;

    private readonly SoundWindow _sound = new(WindowLength);
    private readonly MfccReference? _reference;
    private readonly Meter _meter;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _judged;
    private readonly Counter<long> _unlogged;
    private readonly Counter<long> _closed;
    private readonly Histogram<double> _waiting;
    private readonly Histogram<long> _size;
    private readonly UpDownCounter<long> _uploads;

    public ServerMetrics(IMeterFactory meters, GenreClassifier classifier)
    {
        _reference = MfccReference.Of(classifier.Card);
        _meter = meters.Create(Name);
        _refused = _meter.CreateCounter<long>("genrenet.server.refused", "{request}", "Requests that were told to come again (429), by reason.");
        _judged = _meter.CreateCounter<long>("genrenet.server.judged", "{clip}", "Answers to clips whose genre was sent with them, by whether they were right.");
        _unlogged = _meter.CreateCounter<long>("genrenet.server.unlogged", "{clip}", "Answers that the prediction log could not keep.");
        _closed = _meter.CreateCounter<long>("genrenet.server.connections.refused", "{connection}", "Connections that were closed because their address had too many.");
        _closed.Add(0);
        _waiting = _meter.CreateHistogram("genrenet.server.wait.duration", "s", "Time from the end of an upload to the classifier.", null, Buckets(0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));
        _size = _meter.CreateHistogram("genrenet.server.upload.size", "By", "Size of uploads.", null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26] });
        _uploads = _meter.CreateUpDownCounter<long>("genrenet.server.uploads.active", "{upload}", "Uploads that are under way.");
        _meter.CreateObservableGauge("genrenet.input.mfcc.mean", () => Measure(_sound.Mean()), null, $"Mean MFCCs of the last {WindowLength} clips.");
        _meter.CreateObservableGauge("genrenet.input.mfcc.distance", () => Measure(_reference?.Distances(_sound.Mean()) ?? []), null, "How far those are from what the model was fitted on, in deviations over its tracks.");
    }

    /// <summary>Whom to ask how many files wait.</summary>
    public void Watch(Func<int> depth) => _meter.CreateObservableGauge("genrenet.server.queue.depth", depth, "{clip}", "Files that wait for the classifier.");

    public void Refused(RefusalReason reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", Word(reason)));

    public void Waited(TimeSpan time) => _waiting.Record(time.TotalSeconds);

    public void Received(long bytes) => _size.Record(bytes);

    public void UploadBegan() => _uploads.Add(1);

    public void UploadEnded() => _uploads.Add(-1);

    public void ConnectionRefused() => _closed.Add(1);

    public void NotLogged(int count) => _unlogged.Add(count);

    /// <summary>Counts an answer.</summary>
    /// <param name="mfccMeans">What the clip sounds like.</param>
    /// <param name="correct">Whether it was right; null where nobody said.</param>
    public void Answered(IReadOnlyList<float> mfccMeans, bool? correct)
    {
        _sound.Add(mfccMeans);
        if (correct is bool isRight)
        {
            _judged.Add(1, new KeyValuePair<string, object?>("correct", isRight ? "true" : "false"));
        }
    }

    private static IEnumerable<Measurement<double>> Measure(float[] values) =>
        values.Select((value, i) => new Measurement<double>(value, new KeyValuePair<string, object?>("coefficient", (i + 1).ToString(CultureInfo.InvariantCulture))));

    private static string Word(RefusalReason reason) => reason switch
    {
        RefusalReason.QueueFull => "queue_full",
        RefusalReason.TooManyUploads => "too_many_uploads",
        RefusalReason.ClientQueueFull => "client_queue_full",
        RefusalReason.ClientUploads => "client_uploads",
        _ => "rate_limit",
    };

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
