namespace GenreNet.Core.Audio;

/// <summary>
/// Finds the first audio stream of each link of a chain. Streams in between (video, an index) are skipped. A chain is what results if files
/// are joined, or if a radio station sends one song after the other.
/// </summary>
/// <remarks>RFC 3533, section 4: the first pages of all streams of a link come before all of its other pages.</remarks>
/// <param name="pages">Pages from the start of the first link.</param>
internal sealed class OggChain(OggPageReader pages)
{
    /// <summary>The link whose first page has been read; null if the codec of its audio is not one of GenreNet's.</summary>
    private OggLink? _nextLink;
    private bool _isAmongFirstPages;
    private bool _hasNextAudio;
    private bool _hasStarted;
    private int _damagedLinks;

    /// <summary>Gets the current link; null if the rest of it is left out.</summary>
    public OggLink? Link { get; private set; }

    /// <summary>Gets a value indicating whether sound is missing within a link.</summary>
    public bool IsDamaged => _damagedLinks > 0 || Link is { IsDamaged: true };

    /// <summary>Gets a value indicating whether the source ended inside a page or packet.</summary>
    public bool IsCutShort => pages.IsCutShort || Link is { HasPartialPacket: true };

    /// <summary>Gets the reason after <see cref="OggStep.Unsupported"/> and <see cref="OggStep.Damaged"/>.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Gets the byte offset of the page that was read last.</summary>
    public long Offset { get; private set; }

    /// <summary>Reads the next page. All packets of <see cref="Link"/> must have been decoded.</summary>
    /// <exception cref="AudioFormatException">The source cannot be read.</exception>
    public OggStep Advance()
    {
        bool isRead = pages.Read(out OggPage page);
        if (pages.HasSkipped)
        {
            // Between links, and at the end, there may be tags.
            Link?.MarkSkipped();
        }

        if (!isRead)
        {
            return OggStep.End;
        }

        Offset = page.Offset;
        try
        {
            return page.IsFirst ? AddFirst(page) : Add(page);
        }
        catch (InvalidDataException problem)
        {
            Problem = problem.Message;
            return OggStep.Damaged;
        }
    }

    /// <summary>Leaves the current link out, up to the start of the next one.</summary>
    public void LeaveOut() => Replace(null);

    private OggStep AddFirst(OggPage page)
    {
        _hasStarted = true;
        if (!_isAmongFirstPages)
        {
            _isAmongFirstPages = true;
            _hasNextAudio = false;
            _nextLink = null;
        }

        // The first audio stream counts, as for ffmpeg, even if another one could be decoded.
        if (!_hasNextAudio && OggCodec.Of(OggLink.FirstPacket(page)) != OggCodec.Kind.Other)
        {
            _hasNextAudio = true;
            _nextLink = OggLink.Create(page);
            _nextLink?.Add(page);
        }

        return OggStep.Page;
    }

    private OggStep Add(OggPage page)
    {
        if (!_hasStarted)
        {
            throw new InvalidDataException("its first Ogg page is damaged or missing");
        }

        if (_isAmongFirstPages)
        {
            _isAmongFirstPages = false;
            // A video that starts within the audio does not end it.
            if (_hasNextAudio || Link is not { HasEnded: false })
            {
                Replace(_nextLink);
                if (Link is null)
                {
                    return Unsupported("it has no Vorbis, Opus or FLAC audio");
                }
            }
        }

        if (Link?.Serial != page.Serial)
        {
            return OggStep.Page;
        }

        bool isNew = Link.State == OggHeaderResult.Continue;
        Link.Add(page);
        return Link.State switch
        {
            OggHeaderResult.Unsupported => Unsupported("its variant of the codec is decoded by ffmpeg only"),
            OggHeaderResult.Ready when isNew => OggStep.NewLink,
            _ => OggStep.Page,
        };
    }

    private OggStep Unsupported(string problem)
    {
        Problem = problem;
        return OggStep.Unsupported;
    }

    private void Replace(OggLink? link)
    {
        _damagedLinks += Link is { IsDamaged: true } ? 1 : 0;
        Link = link;
    }
}

/// <summary>Specifies what a page is.</summary>
internal enum OggStep
{
    /// <summary>There is no further page.</summary>
    End,

    /// <summary>A page of the current link, whose packets can be decoded, or of another stream.</summary>
    Page,

    /// <summary>The last header of a link, whose sample rate is known now.</summary>
    NewLink,

    /// <summary>A page of a link that GenreNet does not decode.</summary>
    Unsupported,

    /// <summary>A page of a link with damaged headers.</summary>
    Damaged,
}
