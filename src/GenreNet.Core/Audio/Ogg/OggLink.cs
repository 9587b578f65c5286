namespace GenreNet.Core.Audio;

/// <summary>Decodes one link of a chain: the audio between the first and the last page of a logical stream.</summary>
internal sealed class OggLink
{
    private readonly OggPacketReader _packets = new();
    private readonly OggDecoder _decoder;
    private float[] _interleaved = [];
    private OggTrim _trim = new(0);
    private int _next;
    private bool _hasAudio;

    private OggLink(OggDecoder decoder, uint serial)
    {
        _decoder = decoder;
        Serial = serial;
    }

    /// <summary>Gets the serial number of the logical stream.</summary>
    public uint Serial { get; }

    /// <summary>Gets the state: <see cref="OggHeaderResult.Continue"/> until all headers have been read.</summary>
    public OggHeaderResult State { get; private set; } = OggHeaderResult.Continue;

    /// <summary>Gets a value indicating whether the last page of the stream has been added.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Gets a value indicating whether the stream ended within a packet.</summary>
    public bool HasPartialPacket => _packets.HasPartial;

    /// <summary>Gets a value indicating whether packets after the headers are missing or damaged.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Gets the sample rate in Hz.</summary>
    public int SampleRate => _decoder.SampleRate;

    /// <summary>Gets the number of channels.</summary>
    public int ChannelCount => _decoder.ChannelCount;

    /// <summary>Creates the link of a logical stream.</summary>
    /// <param name="page">First page of the stream.</param>
    /// <returns>The link, or null if the codec is not one of GenreNet's.</returns>
    public static OggLink? Create(OggPage page) =>
        OggDecoder.Create(FirstPacket(page)) is { } decoder ? new OggLink(decoder, page.Serial) : null;

    /// <summary>Returns the first packet of a page, or the part of it that is on the page.</summary>
    public static ReadOnlySpan<byte> FirstPacket(OggPage page)
    {
        int length = 0;
        foreach (byte segment in page.Segments)
        {
            length += segment;
            if (segment < OggPage.FullSegment)
            {
                break;
            }
        }

        return page.Body.Span[..length];
    }

    /// <summary>Adds the next page of the stream. All packets of the page before must have been decoded.</summary>
    /// <exception cref="InvalidDataException">A header is damaged.</exception>
    public void Add(OggPage page)
    {
        HasEnded |= page.IsLast;
        _packets.Add(page);
        _next = 0;
        while (State == OggHeaderResult.Continue && _next < _packets.Packets.Count)
        {
            ReadHeader(_packets.Packets[_next++]);
        }

        if (State == OggHeaderResult.Ready && _next < _packets.Packets.Count)
        {
            if (_packets.HasLost)
            {
                // A listener who joins a live stream receives the headers, and then pages from the middle.
                IsDamaged |= _hasAudio;
                _decoder.Restart();
            }

            _hasAudio = true;
            StartPage(page);
        }
    }

    /// <summary>Reports that bytes between two pages were skipped.</summary>
    public void MarkSkipped() => IsDamaged |= !HasEnded;

    /// <summary>Decodes the next packet of the page.</summary>
    /// <param name="frames">Receives interleaved samples; valid until the next call.</param>
    /// <returns>false if there is no packet left, or if the headers are not complete.</returns>
    public bool Decode(out ReadOnlySpan<float> frames)
    {
        frames = default;
        if (State != OggHeaderResult.Ready || _next >= _packets.Packets.Count)
        {
            return false;
        }

        try
        {
            int count = _decoder.Decode(_packets.Packets[_next++], _interleaved);
            (int start, int length) = _trim.Next(count).GetOffsetAndLength(count);
            frames = _interleaved.AsSpan(start * ChannelCount, length * ChannelCount);
        }
        catch (InvalidDataException)
        {
            IsDamaged = true;
        }

        return true;
    }

    private void StartPage(OggPage page)
    {
        int count = _packets.Packets.Count;
        long duration = _decoder.Duration(_packets.Packets, _next, count);
        if (page.IsLast)
        {
            long lastPacket = duration - _decoder.Duration(_packets.Packets, _next, count - 1);
            _trim.StartLastPage(page.GranulePosition, duration, _decoder.CutsSeveralPackets ? duration : lastPacket);
        }
        else
        {
            _trim.StartPage(page.GranulePosition, duration);
        }
    }

    private void ReadHeader(ReadOnlyMemory<byte> packet)
    {
        if (_packets.HasLost)
        {
            throw new InvalidDataException("a page of its headers is missing");
        }

        State = _decoder.ReadHeader(packet);
        if (State == OggHeaderResult.Ready)
        {
            _trim = new OggTrim(_decoder.PreSkip);
            _interleaved = new float[_decoder.MaximumDuration * ChannelCount];
        }
    }
}
