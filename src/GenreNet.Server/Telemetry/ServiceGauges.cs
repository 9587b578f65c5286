using System.Diagnostics.Metrics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GenreNet.Inference;
using GenreNet.Inference.Hosting;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Telemetry;

/// <summary>Publishes gauges of the current model, the disk space, and the limits that alerts compare with.</summary>
internal sealed class ServiceGauges
{
    private readonly GenreClassifierProvider _models;
    private readonly ServerOptions _options;
    private readonly string _modelName;
    private readonly Dictionary<string, (string Network, int Genres)> _seen = [];

    public ServiceGauges(
        IMeterFactory meters, GenreClassifierProvider models, IOptions<ServerOptions> options, ModelName name)
    {
        _models = models;
        _options = options.Value;
        _modelName = name.Value;
        Meter meter = meters.Create(ServerMetrics.Name);
        meter.CreateObservableGauge(
            "genrenet.model.info", Model, null, "1 for the model in use, 0 for the models that it replaced; card is a checksum of the model card.");
        meter.CreateObservableGauge(
            "genrenet.server.disk.free", () => Disks(disk => disk.AvailableFreeSpace), "By", "Free disk space, by folder.");
        meter.CreateObservableGauge(
            "genrenet.server.disk.size", () => Disks(disk => disk.TotalSize), "By", "Total disk space, by folder.");
        meter.CreateObservableGauge(
            "genrenet.server.queue.limit", () => _options.QueueLimit, "{clip}", "Maximum number of files waiting to be classified.");
        meter.CreateObservableGauge(
            "genrenet.server.uploads.limit", () => _options.MaxUploads, "{upload}", "Maximum number of uploads in progress.");
    }

    private IEnumerable<Measurement<int>> Model()
    {
        using GenreClassifierLease lease = _models.Lease();
        ModelCard card = lease.Classifier.Card;
        string checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(card.ToJson())))[..12];
        lock (_seen)
        {
            _seen[checksum] = (card.Network, card.Genres.Count);
            // The exporter repeats the last value of series that are no longer measured, so a replaced model is set to 0.
            return [.. _seen.Select(model => new Measurement<int>(
                model.Key == checksum ? 1 : 0,
                new KeyValuePair<string, object?>("name", _modelName),
                new KeyValuePair<string, object?>("network", model.Value.Network),
                new KeyValuePair<string, object?>("genres", model.Value.Genres.ToString(CultureInfo.InvariantCulture)),
                new KeyValuePair<string, object?>("card", model.Key)))];
        }
    }

    private IEnumerable<Measurement<long>> Disks(Func<DriveInfo, long> measure)
    {
        (string, string?)[] folders =
            [("uploads", _options.TemporaryFolder ?? Path.GetTempPath()), ("prediction_log", _options.PredictionLog)];
        foreach ((string name, string? folder) in folders)
        {
            if (folder is not null && Measure(folder, measure) is long value)
            {
                yield return new Measurement<long>(value, new KeyValuePair<string, object?>("folder", name));
            }
        }
    }

    private static long? Measure(string folder, Func<DriveInfo, long> measure)
    {
        try
        {
            return measure(new DriveInfo(Path.GetFullPath(folder)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A missing disk has no size; the health checks report it.
            return null;
        }
    }
}
