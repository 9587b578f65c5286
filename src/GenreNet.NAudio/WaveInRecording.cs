using System.Threading.Channels;
using GenreNet.Core.Audio;
using NAudio.Wave;

namespace GenreNet.NAudio;

/// <summary>Represents one recording of a device, from its start to its stop: copies the recorded buffers into a bounded queue.</summary>
internal sealed class WaveInRecording
{
    /// <summary>The time that a device has to report that it has stopped. Drivers that lose the report must not block the caller.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private readonly IWaveIn _device;
    private readonly WaveDecoder _decoder;
    private readonly Channel<RecordedBuffer> _buffers;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _nextIndex;
    private long _nextSample;
    private int _stopRequested;

    /// <summary>Initializes a recording that has not started.</summary>
    /// <param name="device">Device to record from.</param>
    /// <param name="layout">Layout of the device's samples.</param>
    /// <param name="capacity">Maximum number of buffers in the queue.</param>
    /// <param name="drop">Receives each buffer that is dropped, on the thread of the device.</param>
    public WaveInRecording(IWaveIn device, PcmLayout layout, int capacity, Action<RecordedBuffer> drop)
    {
        _device = device;
        _decoder = new WaveDecoder(layout);
        // Dropping the oldest buffers keeps the delay of the segments bounded.
        var options = new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true };
        _buffers = Channel.CreateBounded(options, drop);
    }

    /// <summary>Gets the recorded buffers. Completes when the device stops, with the exception of the device if it failed.</summary>
    public ChannelReader<RecordedBuffer> Buffers => _buffers.Reader;

    /// <summary>Starts the device.</summary>
    public void Start()
    {
        _device.DataAvailable += OnData;
        _device.RecordingStopped += OnStopped;
        try
        {
            _device.StartRecording();
        }
        catch
        {
            Unsubscribe();
            throw;
        }
    }

    /// <summary>Asks the device to stop, for a caller that cannot handle a failure.</summary>
    public void Cancel()
    {
        try
        {
            RequestStop();
        }
        catch (Exception problem)
        {
            _buffers.Writer.TryComplete(problem);
        }
    }

    /// <summary>Stops the device and waits until it has stopped.</summary>
    public async Task StopAsync()
    {
        try
        {
            RequestStop();
            await _stopped.Task.WaitAsync(StopLimit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The device has been asked to stop; nothing more can be done.
        }
        finally
        {
            Unsubscribe();
        }
    }

    /// <summary>Asks the device to stop, unless it has already stopped or been asked to stop.</summary>
    private void RequestStop()
    {
        if (!_stopped.Task.IsCompleted && Interlocked.Exchange(ref _stopRequested, 1) == 0)
        {
            _device.StopRecording();
        }
    }

    private void OnData(object? sender, WaveInEventArgs e)
    {
        float[] samples = _decoder.Decode(e.BufferSpan);
        if (samples.Length > 0)
        {
            _buffers.Writer.TryWrite(new RecordedBuffer(_nextIndex++, _nextSample, samples));
            _nextSample += samples.Length;
        }
    }

    private void OnStopped(object? sender, StoppedEventArgs e)
    {
        _buffers.Writer.TryComplete(e.Exception);
        _stopped.TrySetResult();
    }

    private void Unsubscribe()
    {
        _device.DataAvailable -= OnData;
        _device.RecordingStopped -= OnStopped;
    }
}

/// <summary>Represents the samples of one buffer of a device.</summary>
/// <param name="Index">Number of buffers recorded before.</param>
/// <param name="Start">Number of samples recorded before.</param>
/// <param name="Samples">Mono samples; not shared with the device.</param>
internal readonly record struct RecordedBuffer(long Index, long Start, float[] Samples);

/// <summary>Decodes the bytes of consecutive buffers to mono samples.</summary>
/// <param name="layout">Layout of the bytes.</param>
internal sealed class WaveDecoder(PcmLayout layout)
{
    private byte[] _bytes = [];
    private float[] _interleaved = [];
    private int _count;

    /// <summary>Decodes the complete frames of a buffer. Bytes of an incomplete frame are kept for the next call.</summary>
    /// <param name="buffer">Bytes of the device.</param>
    /// <returns>A new array with one sample per frame.</returns>
    public float[] Decode(ReadOnlySpan<byte> buffer)
    {
        int total = _count + buffer.Length;
        if (_bytes.Length < total)
        {
            Array.Resize(ref _bytes, total);
        }

        buffer.CopyTo(_bytes.AsSpan(_count));
        float[] mono = new float[total / layout.FrameLength];
        Span<byte> complete = _bytes.AsSpan(0, mono.Length * layout.FrameLength);
        ByteOrder.Arrange(complete, SampleDecoder.Width(layout.Encoding), layout.BigEndian);
        if (layout.ChannelCount == 1)
        {
            SampleDecoder.Decode(complete, layout.Encoding, mono);
        }
        else
        {
            int values = mono.Length * layout.ChannelCount;
            if (_interleaved.Length < values)
            {
                _interleaved = new float[values];
            }

            SampleDecoder.Decode(complete, layout.Encoding, _interleaved.AsSpan(0, values));
            ChannelMix.ToMono(_interleaved.AsSpan(0, values), layout.ChannelCount, mono);
        }

        _count = total - complete.Length;
        _bytes.AsSpan(complete.Length, _count).CopyTo(_bytes);
        return mono;
    }
}
