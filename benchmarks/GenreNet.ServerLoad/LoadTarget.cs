using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GenreNet.Inference;

namespace GenreNet.ServerLoad;

/// <summary>Represents a service, the clips that are sent to it, and the expected responses.</summary>
internal sealed class LoadTarget : IDisposable
{
    private const double Tolerance = 1e-6;

    private LoadTarget(Uri url, string[] paths, byte[][] clips, GenreClassifier classifier, GenrePrediction[] expected)
    {
        Url = url;
        Paths = paths;
        Clips = clips;
        Classifier = classifier;
        Expected = expected;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 10_000 }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(100) };
    }

    public Uri Url { get; }

    public string[] Paths { get; }

    public byte[][] Clips { get; }

    public GenreClassifier Classifier { get; }

    /// <summary>Gets whether files are sent as bodies instead of forms.</summary>
    public bool IsRaw { get; init; }

    public GenrePrediction[] Expected { get; }

    public HttpClient Http { get; }

    /// <summary>Reads the clips, and classifies each locally, so that every response can be compared with the expected one.</summary>
    public static LoadTarget Open(Uri url, string[] paths, bool isRaw)
    {
        var classifier = GenreClassifier.LoadDefault();
        return new LoadTarget(url, paths, [.. paths.Select(File.ReadAllBytes)], classifier, [.. paths.Select(path => classifier.Classify(path))]) { IsRaw = isRaw };
    }

    /// <summary>Sends a clip.</summary>
    /// <returns>The status, 0 if there was no response; and whether the response is the expected one.</returns>
    public Task<(int Status, bool IsRight)> PostAsync(int clip, CancellationToken cancellationToken) => PostAsync(Http, clip, cancellationToken);

    /// <inheritdoc cref="PostAsync(int, CancellationToken)"/>
    public async Task<(int Status, bool IsRight)> PostAsync(HttpClient http, int clip, CancellationToken cancellationToken)
    {
        try
        {
            using HttpContent content = Content(clip);
            using HttpResponseMessage answer = await http.PostAsync("/predict", content, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return ((int)answer.StatusCode, false);
            }

            return (200, IsExpected(clip, await answer.Content.ReadAsByteArrayAsync(cancellationToken)));
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or JsonException)
        {
            return (0, false);
        }
    }

    /// <summary>Returns whether a response is the expected one.</summary>
    /// <exception cref="JsonException">The response is not JSON.</exception>
    public bool IsExpected(int clip, ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("genre").GetString() == Expected[clip].Genre
            && Math.Abs(json.RootElement.GetProperty("confidence").GetDouble() - Expected[clip].Confidence) < Tolerance;
    }

    private HttpContent Content(int clip)
    {
        var file = new ByteArrayContent(Clips[clip]) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return IsRaw ? file : new MultipartFormDataContent { { file, "file", Path.GetFileName(Paths[clip]) } };
    }

    /// <summary>Returns the memory of the service in megabytes, from its metrics.</summary>
    public async Task<double> MemoryAsync() => await MetricAsync("dotnet_process_memory_working_set_bytes") / (1 << 20);

    /// <summary>Returns the memory of the managed objects of the service in megabytes, after its last garbage collection.</summary>
    public async Task<double> HeapAsync() => await MetricAsync("dotnet_gc_last_collection_heap_size_bytes") / (1 << 20);

    /// <summary>Returns the processor time of the service in seconds, from its metrics.</summary>
    public Task<double> ProcessorSecondsAsync() => MetricAsync("dotnet_process_cpu_time_seconds_total");

    /// <summary>Returns the sum of the series of a metric.</summary>
    private async Task<double> MetricAsync(string name)
    {
        string metrics = await Http.GetStringAsync("/metrics");
        return metrics.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        Http.Dispose();
        Classifier.Dispose();
    }
}
