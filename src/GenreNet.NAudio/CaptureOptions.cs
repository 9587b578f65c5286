namespace GenreNet.NAudio;

/// <summary>Specifies how live audio is buffered between the recording device and the classifier.</summary>
public sealed record CaptureOptions
{
    /// <summary>
    /// Gets the maximum number of recorded buffers that wait for the classifier, 1 or more. If the classifier or the caller is slower than
    /// the audio, the oldest buffer is dropped. Default 256: 25 s with buffers of 100 ms.
    /// </summary>
    public int BufferCapacity { get; init; } = 256;

    /// <summary>
    /// Gets the receiver of reports about dropped audio, one per gap; null, the default, for none. It is called on the thread that
    /// classifies, when the classifier reaches the gap.
    /// </summary>
    public IProgress<DroppedAudio>? Dropped { get; init; }

    /// <summary>Checks that the settings are in range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it and its valid range.</exception>
    public void Validate()
    {
        if (BufferCapacity < 1)
        {
            throw new ArgumentException($"{nameof(BufferCapacity)} is {BufferCapacity}: it must be 1 or greater.");
        }
    }
}

/// <summary>Represents a gap in live audio: consecutive buffers that were recorded but not classified.</summary>
/// <param name="Start">Time from the start of the recording to the gap.</param>
/// <param name="Duration">Duration of the dropped audio.</param>
/// <param name="BufferCount">Number of dropped buffers.</param>
public sealed record DroppedAudio(TimeSpan Start, TimeSpan Duration, long BufferCount);
