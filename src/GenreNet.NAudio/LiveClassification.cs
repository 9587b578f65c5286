using System.Runtime.CompilerServices;
using GenreNet.Core.Audio;
using GenreNet.Inference;
using NAudio.Wave;

namespace GenreNet.NAudio;

/// <summary>
/// Represents the classification of live audio: enumerating it records from the device and returns each segment as soon as it is
/// classified.
/// </summary>
/// <remarks>
/// Ending the enumeration stops the device. The object can be enumerated again afterwards, which starts a new recording, but not twice at
/// the same time. The counts of dropped audio can be read from any thread.
/// </remarks>
/// <inheritdoc cref="ClassifierExtensions.ClassifyAsync(IWaveIn, IGenreClassifier, ClassificationOptions, CaptureOptions, CancellationToken)" path="/example"/>
public sealed class LiveClassification : IAsyncEnumerable<TimelineSegment>
{
    private const string Name = "the recording";

    private readonly IWaveIn _device;
    private readonly CaptureOptions _capture;
    private readonly CancellationToken _cancellationToken;
    private readonly PcmLayout _layout;
    private readonly IAsyncEnumerable<TimelineSegment> _segments;
    private WaveInRecording? _recording;
    private RecordedTime _time = new(1);
    private long _droppedBuffers;
    private long _droppedSamples;
    private int _isEnumerated;

    internal LiveClassification(
        IWaveIn device, IGenreClassifier classifier, ClassificationOptions? options, CaptureOptions capture, CancellationToken cancellationToken)
    {
        _device = device;
        _capture = capture;
        _cancellationToken = cancellationToken;
        _layout = WaveLayout.Of(device.WaveFormat, Name);
        // This call checks the options; the samples are requested by the enumeration, with its own token.
        IAsyncEnumerable<ReadOnlyMemory<float>> samples = ReadSamplesAsync(CancellationToken.None);
        _segments = classifier.ClassifyStreamAsync(samples, _layout.SampleRate, options, CancellationToken.None);
    }

    /// <summary>Gets the number of buffers of the current or last recording that were dropped because the queue was full.</summary>
    public long DroppedBufferCount => Interlocked.Read(ref _droppedBuffers);

    /// <summary>Gets the duration of the audio of the current or last recording that was dropped because the queue was full.</summary>
    public TimeSpan DroppedDuration => TimeSpan.FromSeconds((double)Interlocked.Read(ref _droppedSamples) / _layout.SampleRate);

    /// <summary>Starts the recording at the first call of <c>MoveNextAsync</c>, and stops it when the enumerator is disposed.</summary>
    /// <param name="cancellationToken">Stops the recording at once, in addition to the token of the call that returned this object.</param>
    /// <exception cref="InvalidOperationException">
    /// Thrown by the first call of <c>MoveNextAsync</c> if another enumeration is in progress.
    /// </exception>
    public IAsyncEnumerator<TimelineSegment> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        RecordAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async IAsyncEnumerable<TimelineSegment> RecordAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        stop.Token.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _isEnumerated, 1) != 0)
        {
            throw new InvalidOperationException("The recording is already in progress. End its enumeration first, or call ClassifyAsync with another device.");
        }

        try
        {
            Interlocked.Exchange(ref _droppedBuffers, 0);
            Interlocked.Exchange(ref _droppedSamples, 0);
            _time = new RecordedTime(_layout.SampleRate);
            var recording = new WaveInRecording(_device, _layout, _capture.BufferCapacity, CountDropped);
            _recording = recording;
            recording.Start();
            try
            {
                // The caller may be busy with a segment: a cancellation has to stop the device without waiting for the caller.
                await using CancellationTokenRegistration registration = stop.Token.Register(recording.Cancel);
                // A recording that was stopped before its first buffer has no segments; the classifier would refuse it as empty.
                if (await recording.Buffers.WaitToReadAsync(stop.Token).ConfigureAwait(false))
                {
                    await foreach (TimelineSegment segment in _segments.WithCancellation(stop.Token).ConfigureAwait(false))
                    {
                        yield return _time.Of(segment);
                    }
                }

                stop.Token.ThrowIfCancellationRequested();
            }
            finally
            {
                await recording.StopAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Exchange(ref _isEnumerated, 0);
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<float>> ReadSamplesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long nextIndex = 0;
        long nextSample = 0;
        await foreach (RecordedBuffer buffer in _recording!.Buffers.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (buffer.Index > nextIndex)
            {
                _time.Skip(nextSample, buffer.Start - nextSample);
                _capture.Dropped?.Report(new DroppedAudio(_time.At(nextSample), _time.At(buffer.Start - nextSample), buffer.Index - nextIndex));
            }

            nextIndex = buffer.Index + 1;
            nextSample = buffer.Start + buffer.Samples.Length;
            yield return buffer.Samples;
        }
    }

    private void CountDropped(RecordedBuffer buffer)
    {
        Interlocked.Increment(ref _droppedBuffers);
        Interlocked.Add(ref _droppedSamples, buffer.Samples.Length);
    }
}

/// <summary>Converts times in the audio that was classified to times in the recording, which includes dropped audio.</summary>
/// <param name="sampleRate">Sample rate of the device in Hz.</param>
internal sealed class RecordedTime(int sampleRate)
{
    private readonly Lock _lock = new();

    // Gaps that may be inside or after the next segment: the time before the gap without any dropped audio, and the length of the gap.
    private readonly Queue<(TimeSpan Before, TimeSpan Length)> _gaps = [];
    private TimeSpan _passed;
    private long _skipped;

    /// <summary>Returns the time of a number of samples.</summary>
    public TimeSpan At(long samples) => TimeSpan.FromSeconds((double)samples / sampleRate);

    /// <summary>Adds a gap after all previous ones.</summary>
    /// <param name="start">Number of recorded samples before the gap.</param>
    /// <param name="length">Number of dropped samples.</param>
    public void Skip(long start, long length)
    {
        lock (_lock)
        {
            _gaps.Enqueue((At(start - _skipped), At(length)));
            _skipped += length;
        }
    }

    /// <summary>Returns a segment with times in the recording. Segments must be passed in the order of their starts.</summary>
    public TimelineSegment Of(TimelineSegment segment)
    {
        lock (_lock)
        {
            while (_gaps.TryPeek(out var gap) && gap.Before <= segment.Start)
            {
                _passed += gap.Length;
                _gaps.Dequeue();
            }

            TimeSpan inside = _gaps.Where(gap => gap.Before < segment.End).Aggregate(TimeSpan.Zero, (sum, gap) => sum + gap.Length);
            return segment with { Start = segment.Start + _passed, End = segment.End + _passed + inside };
        }
    }
}
