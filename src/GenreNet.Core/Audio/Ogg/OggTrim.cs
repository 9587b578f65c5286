namespace GenreNet.Core.Audio;

/// <summary>
/// Decides which of the decoded frames belong to the audio: encoders fill their last packet, and Opus starts with a pre-skip.
/// </summary>
/// <remarks>
/// Vorbis I specification, section A.2; RFC 7845, sections 4.2 to 4.4: the position of the last page is the end of the audio. Positions may
/// start anywhere, as in a recording of a live stream.
/// </remarks>
/// <param name="preSkip">Number of frames to discard at the start.</param>
internal sealed class OggTrim(int preSkip)
{
    private long? _position;
    private long _discard = preSkip;
    private long _keep = long.MaxValue;

    /// <summary>Starts a page that is not the last of its stream.</summary>
    /// <param name="granulePosition">Position at the end of the page, or a negative number if it is unknown.</param>
    /// <param name="duration">Number of frames that the packets of the page decode to.</param>
    public void StartPage(long granulePosition, long duration)
    {
        _keep = long.MaxValue;
        _position = granulePosition >= 0 ? granulePosition : _position + duration;
    }

    /// <summary>Starts the last page of the stream.</summary>
    /// <param name="granulePosition">Position at the end of the audio, or a negative number if it is unknown.</param>
    /// <param name="duration">Number of frames that the packets of the page decode to.</param>
    /// <param name="limit">Maximum number of frames that are cut off. More than that means that the position is wrong.</param>
    public void StartLastPage(long granulePosition, long duration, long limit)
    {
        long length = granulePosition >= 0 ? Math.Max(0, granulePosition - (_position ?? 0)) : duration;
        _keep = length < duration && duration - length <= limit ? length : long.MaxValue;
    }

    /// <summary>Returns which of the next decoded frames of the page to keep.</summary>
    /// <param name="count">Number of frames.</param>
    public Range Next(int count)
    {
        int end = (int)Math.Min(count, _keep);
        _keep -= _keep == long.MaxValue ? 0 : end;
        int start = (int)Math.Min(end, _discard);
        _discard -= start;
        return start..end;
    }
}
