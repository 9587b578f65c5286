using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GenreNet.Inference;

/// <summary>
/// Provides the names of GenreNet's OpenTelemetry data: use <c>AddSource(GenreNetTelemetry.Name)</c> for traces and
/// <c>AddMeter(GenreNetTelemetry.Name)</c> for metrics.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>activity <c>genrenet.classify</c></term><description>one clip; tags <c>genrenet.model</c>, <c>genrenet.source</c> (file,
/// stream or samples), <c>genrenet.audio.duration</c> (s), <c>genrenet.segments</c>, <c>genrenet.genre</c>, <c>genrenet.confidence</c>,
/// <c>error.type</c></description></item>
/// <item><term>activity <c>genrenet.listen</c></term><description>one run of
/// <see cref="GenreClassifier.ClassifyStreamAsync(Stream, string, ClassificationOptions, CancellationToken)"/>; tags <c>genrenet.model</c>,
/// <c>genrenet.segments</c>, <c>error.type</c></description></item>
/// <item><term>histogram <c>genrenet.classify.duration</c></term><description>seconds from call to result; tags <c>genrenet.model</c> and,
/// for failed calls, <c>error.type</c></description></item>
/// <item><term>histogram <c>genrenet.audio.duration</c></term><description>seconds of audio that were classified</description></item>
/// <item><term>histogram <c>genrenet.classify.confidence</c></term><description>0 to 1; tag <c>genrenet.genre</c></description></item>
/// <item><term>counter <c>genrenet.classifications</c></term><description>results; tags <c>genrenet.model</c>, <c>genrenet.genre</c> (also
/// "unknown")</description></item>
/// <item><term>up-down counter <c>genrenet.classify.active</c></term><description>clips that are being classified</description></item>
/// </list>
/// None of them contains names of files or clients.
/// </remarks>
public static class GenreNetTelemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string Name = "GenreNet.Inference";

    internal const string ModelTag = "genrenet.model", SourceTag = "genrenet.source", GenreTag = "genrenet.genre", ConfidenceTag = "genrenet.confidence";
    internal const string SegmentsTag = "genrenet.segments", DurationTag = "genrenet.audio.duration", ErrorTag = "error.type";

    private static readonly string? Version = typeof(GenreNetTelemetry).Assembly.GetName().Version?.ToString(3);

    internal static ActivitySource Source { get; } = new(Name, Version);

    private static readonly Meter Meter = new(Name, Version);

    internal static Histogram<double> ClassifyDuration { get; } = Meter.CreateHistogram(
        "genrenet.classify.duration", "s", "Duration of a classification call.", null, Buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));

    internal static Histogram<double> AudioDuration { get; } = Meter.CreateHistogram(
        "genrenet.audio.duration", "s", "Duration of the classified audio.", null, Buckets(1, 3, 10, 30, 60, 120, 300, 600, 1800, 3600));

    internal static Histogram<double> Confidence { get; } = Meter.CreateHistogram(
        "genrenet.classify.confidence", "1", "Probability of the most likely genre.", null, Buckets(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1));

    internal static Counter<long> Classifications { get; } = Meter.CreateCounter<long>("genrenet.classifications", "{clip}", "Number of classified clips.");

    internal static UpDownCounter<long> Active { get; } = Meter.CreateUpDownCounter<long>("genrenet.classify.active", "{clip}", "Number of clips being classified.");

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
