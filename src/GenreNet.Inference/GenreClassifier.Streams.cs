using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Inference;

public sealed partial class GenreClassifier
{
    /// <summary>Classifies long or live audio and tells each segment as soon as it was heard, in the memory that one segment takes.</summary>
    /// <param name="stream">The content of an audio file, of any length; stays open, and need not be able to seek.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="options">How the audio is cut into segments; null for <see cref="Options"/>.</param>
    /// <param name="cancellationToken">Stops, also while the stream is waited for.</param>
    /// <returns>The segments in order of time. Whoever stops asking for them stops the work.</returns>
    /// <exception cref="AudioFormatException">It is not audio, empty, or damaged beyond use.</exception>
    /// <exception cref="DependencyMissingException">The format needs ffmpeg and there is none.</exception>
    /// <exception cref="ArgumentException">The options are out of range or not for this model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public IAsyncEnumerable<TimelineSegment> ClassifyStreamAsync(
        Stream stream, string name = "audio", ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options?.RequireFits(_model);
        return ListenAsync(stop => AudioFile.Open(stream, name, stop), options ?? Options, cancellationToken);
    }

    /// <summary>Classifies samples as somebody hands them over, such as those of a microphone, and tells each segment as soon as it was heard.</summary>
    /// <param name="samples">Mono, -1 to 1, in pieces of any length.</param>
    /// <param name="sampleRate">Samples a second, in Hz; any rate.</param>
    /// <param name="options">How the audio is cut into segments; null for <see cref="Options"/>.</param>
    /// <param name="cancellationToken">Stops, also while samples are waited for.</param>
    /// <returns>The segments in order of time. Whoever stops asking for them stops the work.</returns>
    /// <exception cref="AudioFormatException">There is no sample at all, or one that is not a finite number.</exception>
    /// <exception cref="ArgumentException">The rate is zero or below, or the options are out of range or not for this model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public IAsyncEnumerable<TimelineSegment> ClassifyStreamAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> samples, int sampleRate, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        options?.RequireFits(_model);
        return ListenAsync(stop => new SampleSequenceReader(samples, sampleRate, stop), options ?? Options, cancellationToken);
    }

    private async IAsyncEnumerable<TimelineSegment> ListenAsync(
        Func<CancellationToken, AudioReader> open, ClassificationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heard = Channel.CreateBounded<TimelineSegment>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        // A thread of its own: live audio makes it wait, maybe for hours.
        Task listening = Task.Factory.StartNew(
            () => Listen(open, options, heard.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (TimelineSegment segment in heard.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
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

    private void Listen(Func<CancellationToken, AudioReader> open, ClassificationOptions options, ChannelWriter<TimelineSegment> heard, CancellationToken cancellationToken)
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
        heard.Complete(end);

        void Receive(TimelineSegment segment)
        {
            count++;
            heard.WriteAsync(segment, cancellationToken).AsTask().GetAwaiter().GetResult();
        }
    }
}
