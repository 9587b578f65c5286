using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Inference;

public sealed partial class GenreClassifier
{
    /// <summary>
    /// Classifies long or live audio and returns each segment as soon as it is processed. Needs the memory of one segment only.
    /// </summary>
    /// <param name="stream">The content of an audio file of any length. It stays open and need not support seeking.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <param name="options">How the audio is divided into segments; null for <see cref="Options"/>.</param>
    /// <param name="cancellationToken">Stops the work, also while it waits for the stream.</param>
    /// <returns>The segments in chronological order. Ending the enumeration stops the work.</returns>
    /// <exception cref="AudioFormatException">The stream is not audio, is empty, or is damaged beyond use.</exception>
    /// <exception cref="DependencyMissingException">The format needs ffmpeg, which is not installed.</exception>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public IAsyncEnumerable<TimelineSegment> ClassifyStreamAsync(
        Stream stream, string name = "audio", ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options?.RequireFits(_model.Card.Features, _model.EmbeddingSize);
        return ListenAsync(stop => AudioFile.Open(stream, name, (options ?? Options).Files, stop), options ?? Options, cancellationToken);
    }

    /// <summary>
    /// Classifies samples as they become available, such as those of a microphone, and returns each segment as soon as it is processed.
    /// </summary>
    /// <param name="samples">Mono samples, -1 to 1, in blocks of any length.</param>
    /// <param name="sampleRate">Sample rate in Hz; any rate above zero.</param>
    /// <param name="options">How the audio is divided into segments; null for <see cref="Options"/>.</param>
    /// <param name="cancellationToken">Stops the work, also while it waits for samples.</param>
    /// <returns>The segments in chronological order. Ending the enumeration stops the work.</returns>
    /// <exception cref="AudioFormatException">There are no samples, or one is not a finite number.</exception>
    /// <exception cref="ArgumentException">The rate is zero or below, or the options are out of range or not supported by this
    /// model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public IAsyncEnumerable<TimelineSegment> ClassifyStreamAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> samples, int sampleRate, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        options?.RequireFits(_model.Card.Features, _model.EmbeddingSize);
        return ListenAsync(stop => new SampleSequenceReader(samples, sampleRate, stop), options ?? Options, cancellationToken);
    }

    private async IAsyncEnumerable<TimelineSegment> ListenAsync(
        Func<CancellationToken, AudioReader> open, ClassificationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var segments = Channel.CreateBounded<TimelineSegment>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        // Uses a dedicated thread, because live audio can block it for hours.
        Task listening = Task.Factory.StartNew(
            () => Listen(open, options, segments.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (TimelineSegment segment in segments.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return segment;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await listening.ConfigureAwait(false);
        }
    }

    private void Listen(Func<CancellationToken, AudioReader> open, ClassificationOptions options, ChannelWriter<TimelineSegment> segments, CancellationToken cancellationToken)
    {
        Exception? end = null;
        long count = 0;
        Activity? activity = _telemetry.Listen();
        try
        {
            using AudioReader audio = open(cancellationToken);
            _clips.Listen(audio, options, Receive, cancellationToken);
        }
        catch (Exception problem)
        {
            end = problem;
        }

        ClassifierTelemetry.Listened(activity, count, end);
        segments.Complete(end);

        void Receive(TimelineSegment segment)
        {
            count++;
            segments.WriteAsync(segment, cancellationToken).AsTask().GetAwaiter().GetResult();
        }
    }
}
