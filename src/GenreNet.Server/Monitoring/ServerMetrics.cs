using System.Diagnostics.Metrics;
using System.Globalization;
using GenreNet.Inference;
using GenreNet.Inference.Hosting;
using GenreNet.Server.Problems;

namespace GenreNet.Server.Monitoring;

/// <summary>
/// Provides the service's metrics, in addition to those of the classifier and ASP.NET Core. They contain no names of files or clients.
/// Thread-safe.
/// </summary>
internal sealed class ServerMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "GenreNet.Server";

    /// <summary>The number of recent clips whose MFCCs are averaged.</summary>
    private const int WindowLength = 500;

    private static readonly string[] Verdicts = ["true", "false"];
    private static readonly int[] ProblemStatuses = [400, 401, 404, 405, 408, 413, 415, 422, 429, 500, 503];

    private readonly SoundWindow _sound = new(WindowLength);
    private readonly GenreClassifierProvider _models;
    private readonly Meter _meter;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _judged;
    private readonly Counter<long> _unknownGenres;
    private readonly Counter<long> _unlogged;
    private readonly Counter<long> _problems;
    private readonly Counter<long> _closed;
    private readonly Histogram<double> _waiting;
    private readonly Histogram<long> _size;
    private readonly UpDownCounter<long> _uploads;

    public ServerMetrics(IMeterFactory meters, GenreClassifierProvider models)
    {
        _models = models;
        _meter = meters.Create(Name);
        _refused = _meter.CreateCounter<long>("genrenet.server.refused", "{request}", "Number of requests rejected with status 429, by reason.");
        _judged = _meter.CreateCounter<long>("genrenet.server.judged", "{clip}", "Number of predictions for clips that were sent with their genre, by whether the prediction was correct.");
        _unknownGenres = _meter.CreateCounter<long>(
            "genrenet.server.unknown_genre", "{clip}", "Number of clips that were sent with a genre that the model does not have; their predictions are not judged.");
        _unlogged = _meter.CreateCounter<long>("genrenet.server.unlogged", "{clip}", "Number of predictions that could not be written to the prediction log.");
        _problems = _meter.CreateCounter<long>("genrenet.server.problems", "{problem}", "Number of problem details sent to clients, including those in batches, by status.");
        _closed = _meter.CreateCounter<long>("genrenet.server.connections.refused", "{connection}", "Number of connections closed because of a connection limit.");
        _waiting = _meter.CreateHistogram("genrenet.server.wait.duration", "s", "Time from the end of an upload to the start of its classification.", null, Buckets(0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));
        _size = _meter.CreateHistogram("genrenet.server.upload.size", "By", "Size of uploads.", null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26] });
        _uploads = _meter.CreateUpDownCounter<long>("genrenet.server.uploads.active", "{upload}", "Number of uploads in progress.");
        _meter.CreateObservableGauge("genrenet.input.mfcc.mean", () => Measure(_sound.Mean()), null, $"Mean MFCCs of the last {WindowLength} clips.");
        _meter.CreateObservableGauge("genrenet.input.mfcc.distance", () => Measure(Distances()), null, "Distance of these means from those of the training tracks, in standard deviations over the training tracks.");
    }

    /// <summary>
    /// Adds 0 to each counter for each of its labels, so that monitoring registers the first event as an increase. Call after all listeners
    /// are attached.
    /// </summary>
    public void Begin()
    {
        Array.ForEach(Enum.GetValues<RefusalReason>(), reason => _refused.Add(0, ReasonTag(reason)));
        Array.ForEach(Verdicts, verdict => _judged.Add(0, VerdictTag(verdict)));
        Array.ForEach(ProblemStatuses, status => _problems.Add(0, StatusTag(status)));
        _closed.Add(0);
        _unknownGenres.Add(0);
        _unlogged.Add(0);
        _uploads.Add(0);
    }

    /// <summary>Counts a problem that is sent to a client.</summary>
    public void Problem(int status) => _problems.Add(1, StatusTag(status));

    /// <summary>Registers the function that returns the number of waiting files.</summary>
    public void Watch(Func<int> depth) => _meter.CreateObservableGauge("genrenet.server.queue.depth", depth, "{clip}", "Number of files waiting to be classified.");

    /// <summary>Registers the function that returns the bytes of memory that uploads hold.</summary>
    public void WatchUploadMemory(Func<long> bytes) => _meter.CreateObservableGauge("genrenet.server.uploads.memory", bytes, "By", "Memory of the uploads that are kept in memory.");

    public void Refused(RefusalReason reason) => _refused.Add(1, ReasonTag(reason));

    public void Waited(TimeSpan time) => _waiting.Record(time.TotalSeconds);

    public void Received(long bytes) => _size.Record(bytes);

    public void UploadBegan() => _uploads.Add(1);

    public void UploadEnded() => _uploads.Add(-1);

    public void ConnectionRefused() => _closed.Add(1);

    public void NotLogged(int count) => _unlogged.Add(count);

    /// <summary>Counts a prediction.</summary>
    /// <param name="mfccMeans">The mean MFCCs of the clip; empty for a silent one.</param>
    /// <param name="correct">Whether the prediction was correct; null if no genre was sent, or one that the model does not know.</param>
    /// <param name="isUnknownGenre">Whether a genre was sent that the model does not know.</param>
    public void Answered(IReadOnlyList<float> mfccMeans, bool? correct, bool isUnknownGenre)
    {
        _sound.Add(mfccMeans);
        if (correct is bool isRight)
        {
            _judged.Add(1, VerdictTag(isRight ? "true" : "false"));
        }

        // The genre is not used as a label: clients could create any number of time series with it.
        if (isUnknownGenre)
        {
            _unknownGenres.Add(1);
        }
    }

    private float[] Distances()
    {
        // Uses the current model, which can be replaced.
        using GenreClassifierLease lease = _models.Lease();
        return MfccReference.Of(lease.Classifier.Card)?.Distances(_sound.Mean()) ?? [];
    }

    private static KeyValuePair<string, object?> ReasonTag(RefusalReason reason) => new("reason", Word(reason));

    private static KeyValuePair<string, object?> VerdictTag(string verdict) => new("correct", verdict);

    private static KeyValuePair<string, object?> StatusTag(int status) => new("status", status);

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
