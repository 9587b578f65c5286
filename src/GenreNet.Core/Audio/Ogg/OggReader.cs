using GenreNet.Core.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Reads the audio of an Ogg file or stream: Vorbis, Opus and FLAC.</summary>
internal sealed class OggReader : BlockReader
{
    private readonly ByteSource _source;
    private readonly OggChain _chain;
    private readonly List<string> _warnings = [];
    private float[] _mono = [];
    private bool _hasLeftOut;
    private bool _ended;

    private OggReader(ByteSource source, OggChain chain, OggLink link)
        : base(source)
    {
        _source = source;
        _chain = chain;
        SampleRate = PcmLayout.CheckedRate(source.Name, link.SampleRate, chain.Offset);
        ChannelCount = link.ChannelCount;
        if (!Fill())
        {
            throw new AudioFormatException(source.Name, "the file contains no samples. Export it again.", source.Position);
        }
    }

    public override string Name => _source.Name;

    public override string Format => "OGG";

    public override int SampleRate { get; }

    /// <summary>Gets the number of channels at the start. Later links of a chain may have others; all are mixed to mono.</summary>
    public override int ChannelCount { get; }

    /// <summary>Gets null: only the last page knows the number of samples, and a live stream has no last page.</summary>
    public override long? SampleCount => null;

    public override IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Returns whether the first bytes identify an Ogg file.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) => start.StartsWith("OggS"u8);

    /// <summary>Opens a file at its first page.</summary>
    /// <param name="source">Source; the reader owns it once this method has returned a reader.</param>
    /// <returns>The reader, or null for a codec or a variant of one that GenreNet does not decode.</returns>
    /// <exception cref="AudioFormatException">The headers are damaged, or there are no samples.</exception>
    public static OggReader? Open(ByteSource source)
    {
        var chain = new OggChain(new OggPageReader(source));
        while (true)
        {
            switch (chain.Advance())
            {
                case OggStep.NewLink:
                    // The first samples may arrive later, so the recorded headers are discarded before.
                    source.StopRecording();
                    return new OggReader(source, chain, chain.Link!);
                case OggStep.Unsupported:
                    return null;
                case OggStep.Damaged:
                    throw new AudioFormatException(source.Name, $"{chain.Problem}. Download or export the file again.", chain.Offset);
                case OggStep.End:
                    throw new AudioFormatException(source.Name, "the file ends inside its headers. Download or export it again.", source.Position);
                default:
                    continue;
            }
        }
    }

    protected override void Copy(int start, Span<float> destination) => _mono.AsSpan(start, destination.Length).CopyTo(destination);

    /// <summary>Decodes packets until there are samples; returns false at the end.</summary>
    protected override bool Fill()
    {
        while (!_ended)
        {
            if (_chain.Link is not { } link || !link.Decode(out ReadOnlySpan<float> frames))
            {
                Advance();
            }
            else if (!frames.IsEmpty)
            {
                Mix(frames, link.ChannelCount);
                return true;
            }
        }

        return false;
    }

    private void Advance()
    {
        switch (_chain.Advance())
        {
            case OggStep.NewLink when _chain.Link!.SampleRate != SampleRate:
                LeaveOut(FormattableString.Invariant($"its sample rate is {_chain.Link.SampleRate} Hz instead of {SampleRate} Hz"));
                break;
            case OggStep.Unsupported or OggStep.Damaged:
                LeaveOut(_chain.Problem);
                break;
            case OggStep.End:
                End();
                break;
            default:
                break;
        }
    }

    private void LeaveOut(string problem)
    {
        _chain.LeaveOut();
        if (!_hasLeftOut)
        {
            _hasLeftOut = true;
            _warnings.Add(FormattableString.Invariant($"A part of {Name} is left out (from byte {_chain.Offset}): {problem}."));
        }
    }

    private void Mix(ReadOnlySpan<float> frames, int channels)
    {
        int count = frames.Length / channels;
        if (_mono.Length < count)
        {
            _mono = new float[count];
        }

        Span<float> mono = _mono.AsSpan(0, count);
        if (channels == 1)
        {
            frames.CopyTo(mono);
        }
        else
        {
            ChannelMix.ToMono(frames, channels, mono);
        }

        if (SampleRange.IndexOfOutside(mono) is >= 0 and int bad)
        {
            string problem = float.IsFinite(mono[bad])
                ? "a sample is too large to be audio. Export the file again."
                : "a sample is infinite or not a number. Export the file again.";
            throw new AudioFormatException(Name, problem, _chain.Offset);
        }

        Serve(0, count);
    }

    private void End()
    {
        _ended = true;
        if (_chain.IsCutShort)
        {
            _warnings.Add($"{Name} is cut short: it ends inside an Ogg page.");
        }
        else if (_chain.IsDamaged)
        {
            _warnings.Add($"{Name} is damaged in places, and some of it may be missing.");
        }
    }
}
