using NAudio.Wave;

namespace GenreNet.NAudio.Tests.Support;

/// <summary>A recording device whose buffers a test defines. Like those of NAudio, it uses one buffer again and again.</summary>
internal sealed class FakeWaveIn(WaveFormat format, Func<FakeWaveIn, Task> record) : IWaveIn
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _buffer = [];

    public event EventHandler<WaveInEventArgs>? DataAvailable;

    public event EventHandler<StoppedEventArgs>? RecordingStopped;

    public WaveFormat WaveFormat { get; set; } = format;

    /// <summary>The number of calls of StartRecording.</summary>
    public int Starts { get; private set; }

    /// <summary>The number of calls of StopRecording.</summary>
    public int Stops { get; private set; }

    /// <summary>Completes when StopRecording is called.</summary>
    public Task StopRequested => _stopped.Task;

    /// <summary>Whether the device reports that it has stopped.</summary>
    public bool ReportsStop { get; init; } = true;

    public bool HasHandlers => DataAvailable is not null || RecordingStopped is not null;

    /// <summary>A device that delivers all bytes before StartRecording returns, and then stops.</summary>
    public static FakeWaveIn Of(WaveFormat format, byte[] bytes, int bufferLength) => new(format, device =>
    {
        device.SendAll(bytes, bufferLength);
        device.Stopped();
        return Task.CompletedTask;
    });

    /// <summary>A device that records until it is stopped.</summary>
    public static FakeWaveIn Endless(WaveFormat format, byte[] bytes, int bufferLength) => new(format, device => Task.Run(async () =>
    {
        while (device.Stops == 0)
        {
            device.SendAll(bytes, bufferLength);
            await Task.Delay(1);
        }
    }));

    public void StartRecording()
    {
        Starts++;
        // A failure before the first wait is that of StartRecording.
        Task recording = record(this);
        if (recording.IsFaulted)
        {
            recording.GetAwaiter().GetResult();
        }
    }

    public void StopRecording()
    {
        Stops++;
        if (ReportsStop)
        {
            Stopped();
        }

        _stopped.TrySetResult();
    }

    public void SendAll(byte[] bytes, int bufferLength)
    {
        foreach (byte[] piece in bytes.Chunk(bufferLength))
        {
            Send(piece);
        }
    }

    public void Send(byte[] bytes)
    {
        if (_buffer.Length < bytes.Length)
        {
            _buffer = new byte[bytes.Length + 16];
        }

        bytes.CopyTo(_buffer, 0);
        DataAvailable?.Invoke(this, new WaveInEventArgs(_buffer, bytes.Length));
        // A listener that keeps the buffer would read this noise.
        new Random(bytes.Length).NextBytes(_buffer);
    }

    public void Stopped(Exception? problem = null) => RecordingStopped?.Invoke(this, new StoppedEventArgs(problem));

    public void Dispose()
    {
    }
}
