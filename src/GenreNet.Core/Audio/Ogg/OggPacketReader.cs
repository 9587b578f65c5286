namespace GenreNet.Core.Audio;

/// <summary>Divides the pages of one logical stream into packets, and joins packets that span pages.</summary>
/// <remarks>RFC 3533, section 5: a packet consists of segments of 255 bytes and a shorter last segment, which may be empty.</remarks>
internal sealed class OggPacketReader
{
    /// <summary>The maximum length of a packet: comments may contain pictures of a few megabytes.</summary>
    private const int MaximumLength = 1 << 24;

    private readonly List<ReadOnlyMemory<byte>> _packets = [];
    private byte[] _partial = [];
    private byte[] _joined = [];
    private int _partialLength;
    private bool _hasPartial;
    private uint? _nextSequence;

    /// <summary>Gets the packets that end on the last page; valid until the next page is added.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Packets => _packets;

    /// <summary>Gets a value indicating whether packets are missing before those of the last page.</summary>
    public bool HasLost { get; private set; }

    /// <summary>Gets a value indicating whether a packet has started that no page has ended.</summary>
    public bool HasPartial => _hasPartial;

    /// <summary>Divides the next page of the stream.</summary>
    /// <exception cref="InvalidDataException">A packet is too long for audio.</exception>
    public void Add(OggPage page)
    {
        _packets.Clear();
        // Some programs number pages wrongly: only a number that skips forward means that pages are missing.
        HasLost = page.Sequence > _nextSequence;
        _nextSequence = page.Sequence + 1;
        if (_hasPartial && (HasLost || !page.IsContinued))
        {
            HasLost = true;
            _hasPartial = false;
        }

        // The start of the first packet is on a missing page.
        bool isOrphan = page.IsContinued && !_hasPartial;
        HasLost |= isOrphan;
        ReadOnlyMemory<byte> body = page.Body;
        int start = 0;
        int end = 0;
        foreach (byte segment in page.Segments)
        {
            end += segment;
            if (segment == OggPage.FullSegment)
            {
                continue;
            }

            if (!isOrphan)
            {
                _packets.Add(_hasPartial ? Join(body.Span[start..end]) : body[start..end]);
            }

            isOrphan = false;
            start = end;
        }

        if (!isOrphan && page.Segments is [.., OggPage.FullSegment])
        {
            Append(body.Span[start..]);
            _hasPartial = true;
        }
    }

    private ReadOnlyMemory<byte> Join(ReadOnlySpan<byte> rest)
    {
        Append(rest);
        // The other array receives the packet that may start at the end of this page.
        (_joined, _partial) = (_partial, _joined);
        ReadOnlyMemory<byte> packet = _joined.AsMemory(0, _partialLength);
        _partialLength = 0;
        _hasPartial = false;
        return packet;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        _partialLength = _hasPartial ? _partialLength : 0;
        if (_partialLength + bytes.Length > MaximumLength)
        {
            throw new InvalidDataException("a packet is longer than 16 MiB, which no audio is");
        }

        if (_partialLength + bytes.Length > _partial.Length)
        {
            Array.Resize(ref _partial, Math.Max(2 * _partial.Length, _partialLength + bytes.Length));
        }

        bytes.CopyTo(_partial.AsSpan(_partialLength));
        _partialLength += bytes.Length;
    }
}
