namespace GenreNet.Core.Audio;

/// <summary>
/// Reads the pages of all logical streams in order, and finds the next correct page after damaged bytes. It reads no byte beyond a page, so
/// that a live stream is decoded as it arrives.
/// </summary>
/// <param name="source">Source at a page.</param>
internal sealed class OggPageReader(ByteSource source)
{
    private readonly byte[] _buffer = new byte[OggPage.MaximumLength];
    private int _start;
    private int _end;

    /// <summary>Gets a value indicating whether bytes were skipped immediately before the last page.</summary>
    public bool HasSkipped { get; private set; }

    /// <summary>Gets a value indicating whether the source ended inside a page.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Gets the byte offset of the next unread byte.</summary>
    public long Offset => source.Position - (_end - _start);

    private ReadOnlySpan<byte> Ahead => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads the next page that has a correct checksum.</summary>
    /// <returns>false at the end of the source.</returns>
    /// <exception cref="AudioFormatException">The source cannot be read.</exception>
    public bool Read(out OggPage page)
    {
        HasSkipped = false;
        IsCutShort = false;
        while (Require(OggPage.HeaderLength))
        {
            if (OggPage.IsHeader(Ahead))
            {
                bool isComplete = Require(OggPage.FullHeaderLength(Ahead)) && Require(OggPage.Length(Ahead));
                if (isComplete && OggPage.HasCorrectChecksum(Ahead[..OggPage.Length(Ahead)]))
                {
                    int length = OggPage.Length(Ahead);
                    page = new OggPage(_buffer.AsMemory(_start, length), Offset);
                    _start += length;
                    IsCutShort = false;
                    return true;
                }

                // A damaged header may claim more bytes than there are, and correct pages may follow within them.
                IsCutShort |= !isComplete;
            }

            SkipToPattern();
        }

        page = default;
        return false;
    }

    /// <summary>Moves to the next capture pattern after the current byte, or to the last bytes that may be the start of one.</summary>
    private void SkipToPattern()
    {
        HasSkipped = true;
        _start++;
        ReadOnlySpan<byte> pattern = "OggS"u8;
        int found = Ahead.IndexOf(pattern);
        _start = found >= 0 ? _start + found : Math.Max(_start, _end - pattern.Length + 1);
    }

    /// <summary>Reads until the given number of bytes is available; returns false if the source ends before.</summary>
    private bool Require(int count)
    {
        if (_end - _start < count && count > _buffer.Length - _start)
        {
            Ahead.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int missing = count - (_end - _start);
        if (missing > 0)
        {
            _end += source.Read(_buffer.AsSpan(_end, missing));
        }

        return _end - _start >= count;
    }
}
