using NAudio.Wave;

/// <summary>Plays a WAV file as if a device recorded it, in real time, for machines without a microphone.</summary>
internal sealed class WavePlayback(string path) : IWaveIn
{
    private const int BufferMilliseconds = 100;

    private readonly WaveFileReader _file = new(path);
    private readonly CancellationTokenSource _stop = new();

    public event EventHandler<WaveInEventArgs>? DataAvailable;

    public event EventHandler<StoppedEventArgs>? RecordingStopped;

    public WaveFormat WaveFormat
    {
        get => _file.WaveFormat;
        set => throw new NotSupportedException("The format is that of the file.");
    }

    public void StartRecording() => _ = PlayAsync();

    public void StopRecording() => _stop.Cancel();

    public void Dispose()
    {
        _file.Dispose();
        _stop.Dispose();
    }

    private async Task PlayAsync()
    {
        Exception? problem = null;
        try
        {
            byte[] buffer = new byte[WaveFormat.ConvertLatencyToByteSize(BufferMilliseconds)];
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(BufferMilliseconds));
            int count;
            while (await timer.WaitForNextTickAsync(_stop.Token) && (count = _file.Read(buffer, 0, buffer.Length)) > 0)
            {
                DataAvailable?.Invoke(this, new WaveInEventArgs(buffer, count));
            }
        }
        catch (OperationCanceledException)
        {
            // StopRecording was called.
        }
        catch (Exception failure)
        {
            problem = failure;
        }

        RecordingStopped?.Invoke(this, new StoppedEventArgs(problem));
    }
}
