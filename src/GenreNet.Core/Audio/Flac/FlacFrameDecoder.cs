namespace GenreNet.Core.Audio;

/// <summary>Decodes the frames of a FLAC stream, one at a time, and verifies their checksums.</summary>
/// <remarks>RFC 9639, section 9. Serves native FLAC and Ogg FLAC: the packets of Ogg FLAC are frames.</remarks>
internal sealed class FlacFrameDecoder
{
    private const int WideSideBits = 33;

    private readonly FlacStreamInfo? _info;
    private readonly FlacBits _bits;
    private readonly FlacSubframe _subframe;
    private readonly int[][] _channels = [[], [], [], [], [], [], [], []];
    private long[] _side = [];
    private FlacFrameHeader _header;

    /// <summary>Initializes a decoder at the first frame.</summary>
    /// <param name="feed">Bytes of the frames.</param>
    /// <param name="info">STREAMINFO, for the values that frames refer to; null if the stream has none.</param>
    public FlacFrameDecoder(IByteFeed feed, FlacStreamInfo? info)
    {
        _info = info;
        _bits = new FlacBits(feed);
        _subframe = new FlacSubframe(_bits);
    }

    /// <summary>Gets the number of samples per channel in the current frame.</summary>
    public int BlockSize => _header.BlockSize;

    /// <summary>Gets the number of channels of the current frame.</summary>
    public int ChannelCount => _header.ChannelCount;

    /// <summary>Gets the number of bits per sample in the current frame.</summary>
    public int BitsPerSample => _header.BitsPerSample;

    /// <summary>Gets the sample rate of the current frame in Hz.</summary>
    public int SampleRate => _header.SampleRate;

    /// <summary>Gets the samples of a channel of the current frame, as signed integers.</summary>
    public ReadOnlySpan<int> Channel(int channel) => _channels[channel].AsSpan(0, BlockSize);

    /// <summary>Discards the bytes that have been read from the feed but not used: the next frame starts at its next byte.</summary>
    public void DiscardRead() => _bits.DiscardRead();

    /// <summary>Creates the exception for a problem of the current frame.</summary>
    public AudioFormatException Problem(string problem) => _bits.Damaged(problem);

    /// <summary>Decodes the next frame; waits for its bytes only.</summary>
    /// <param name="isComplete">
    /// Whether all samples that STREAMINFO declares have been decoded, so that bytes other than a frame are not an error.
    /// </param>
    /// <returns>true; false at the end, or at a tag that follows the last frame.</returns>
    /// <exception cref="EndOfStreamException">The stream ends inside the frame.</exception>
    /// <exception cref="AudioFormatException">The frame is damaged.</exception>
    public bool Next(bool isComplete)
    {
        if (_bits.IsAtEnd())
        {
            return false;
        }

        _bits.BeginFrame();
        if (ReadHeader(isComplete) is not { } header)
        {
            return false;
        }

        _header = Resolved(header);
        for (int channel = 0; channel < ChannelCount; channel++)
        {
            if (_channels[channel].Length < BlockSize)
            {
                _channels[channel] = new int[BlockSize];
            }
        }

        if (_header.Stereo == FlacStereo.Independent)
        {
            for (int channel = 0; channel < ChannelCount; channel++)
            {
                _subframe.Read(_channels[channel].AsSpan(0, BlockSize), BitsPerSample);
            }
        }
        else if (BitsPerSample + 1 < WideSideBits)
        {
            ReadStereo(_channels[0].AsSpan(0, BlockSize), _channels[1].AsSpan(0, BlockSize));
        }
        else
        {
            ReadWideStereo(_channels[0].AsSpan(0, BlockSize), _channels[1].AsSpan(0, BlockSize));
        }

        _bits.EndFrame();
        return true;
    }

    /// <summary>Reads a header; returns null if the bytes are a tag, or anything else after the last frame.</summary>
    private FlacFrameHeader? ReadHeader(bool isComplete)
    {
        Span<byte> header = stackalloc byte[FlacFrameHeader.MaximumLength];
        try
        {
            ReadBytes(header[..2]);
            if (!FlacFrameHeader.IsSync(header))
            {
                return isComplete || IsTag(header)
                    ? null
                    : throw Problem("no FLAC frame starts where one is expected. Download or export the file again.");
            }

            ReadBytes(header[2..FlacFrameHeader.StartLength]);
            int length = FlacFrameHeader.LengthOf(header);
            if (length > 0)
            {
                ReadBytes(header[FlacFrameHeader.StartLength..length]);
                if (FlacFrameHeader.Parse(header[..length]) is { } valid)
                {
                    return valid;
                }
            }
        }
        catch (EndOfStreamException) when (isComplete)
        {
            return null;
        }

        return isComplete ? null : throw _bits.Damaged();
    }

    /// <summary>Returns whether the bytes after a frame start an ID3v1, APEv2, Lyrics3 or ID3v2 tag.</summary>
    private bool IsTag(Span<byte> start)
    {
        ReadBytes(start[2..3]);
        return start.StartsWith("TAG"u8) || start.StartsWith("APE"u8) || start.StartsWith("LYR"u8) || start.StartsWith("ID3"u8);
    }

    private void ReadBytes(Span<byte> destination)
    {
        foreach (ref byte value in destination)
        {
            value = (byte)_bits.ReadBits(8);
        }
    }

    private FlacFrameHeader Resolved(FlacFrameHeader header)
    {
        int rate = header.SampleRate > 0 ? header.SampleRate : _info?.SampleRate ?? 0;
        int bitsPerSample = header.BitsPerSample > 0 ? header.BitsPerSample : _info?.BitsPerSample ?? 0;
        return rate > 0 && bitsPerSample > 0
            ? header with { SampleRate = rate, BitsPerSample = bitsPerSample }
            : throw Problem("neither the FLAC frame nor the header of the file has a sample rate and bits per sample. Export the file again.");
    }

    /// <summary>Reads two channels of up to 31 bits, and restores left and right.</summary>
    private void ReadStereo(Span<int> left, Span<int> right)
    {
        bool isSideFirst = _header.Stereo == FlacStereo.SideRight;
        _subframe.Read(left, BitsPerSample + (isSideFirst ? 1 : 0));
        _subframe.Read(right, BitsPerSample + (isSideFirst ? 0 : 1));
        switch (_header.Stereo)
        {
            case FlacStereo.LeftSide:
                for (int i = 0; i < left.Length; i++)
                {
                    right[i] = left[i] - right[i];
                }

                break;
            case FlacStereo.SideRight:
                for (int i = 0; i < left.Length; i++)
                {
                    left[i] += right[i];
                }

                break;
            default:
                for (int i = 0; i < left.Length; i++)
                {
                    // Left plus right is odd if left minus right is, so the bit that halving lost is known.
                    int side = right[i];
                    int sum = (left[i] << 1) | (side & 1);
                    left[i] = (sum + side) >> 1;
                    right[i] = (sum - side) >> 1;
                }

                break;
        }
    }

    /// <summary>Reads two channels of 32 bits, whose difference has 33 bits, and restores left and right.</summary>
    private void ReadWideStereo(Span<int> left, Span<int> right)
    {
        if (_side.Length < BlockSize)
        {
            _side = new long[BlockSize];
        }

        Span<long> side = _side.AsSpan(0, BlockSize);
        if (_header.Stereo == FlacStereo.SideRight)
        {
            _subframe.ReadWide(side, left);
            _subframe.Read(right, BitsPerSample);
            for (int i = 0; i < side.Length; i++)
            {
                left[i] = (int)(right[i] + side[i]);
            }

            return;
        }

        _subframe.Read(left, BitsPerSample);
        _subframe.ReadWide(side, right);
        bool isMid = _header.Stereo == FlacStereo.MidSide;
        for (int i = 0; i < side.Length; i++)
        {
            long sum = ((long)left[i] << 1) | (side[i] & 1);
            right[i] = (int)(isMid ? (sum - side[i]) >> 1 : left[i] - side[i]);
            left[i] = isMid ? (int)((sum + side[i]) >> 1) : left[i];
        }
    }
}
