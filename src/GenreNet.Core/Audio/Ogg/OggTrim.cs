namespace GenreNet.Core.Audio;

/// <summary>Decides which of the decoded frames belong to the audio: pages count frames, and encoders produce more than that.</summary>
/// <remarks>
/// Vorbis I specification, section A.2; RFC 7845, sections 4.2 to 4.4. The position of the last page is the end of the audio, so the rest of
/// that page is cut off. Pre-skip of Opus, and the frames before position 0 of Vorbis, are cut off at the start.
/// </remarks>
/// <param name="preSkip">Number of frames to discard at the start.</param>
/// <param name="cutsStart">Whether frames before position 0 are discarded.</param>
internal sealed class OggTrim(int preSkip, bool cutsStart)
{
    private long? _position;
    private long _discard = preSkip;
    private long _keep = long.MaxValue;

    /// <summary>Starts a page.</summary>
    /// <param name="granulePosition">Position at the end of the page, or a negative number if it is unknown.</param>
    /// <param name="isLast">Whether the page is the last of its stream.</param>
    /// <param name="duration">Number of frames that the packets of the page decode to.</param>
    public void StartPage(long granulePosition, bool isLast, long duration)
    {
        _keep = long.MaxValue;
        if (granulePosition < 0)
        {
            _position += duration;
            return;
        }

        if (isLast)
        {
            long length = granulePosition - (_position ?? 0);
            // A last position before that of the page before is damaged.
            _keep = length >= 0 ? length : long.MaxValue;
        }
        else if (_position is null && cutsStart && granulePosition < duration)
        {
            _discard += duration - granulePosition;
        }

        _position = granulePosition;
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
