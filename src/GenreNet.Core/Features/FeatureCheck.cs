namespace GenreNet.Core.Features;

/// <summary>Checks that feature options are in range and fit together.</summary>
internal static class FeatureCheck
{
    private const double LongestSeconds = 3600;

    // Audio is decoded once for all views, and views at lower rates lag by up to one segment, so this many seconds may be buffered.
    private const double LongestJoinedSeconds = 600;

    /// <summary>Checks feature options and the options nested in them.</summary>
    /// <exception cref="ArgumentException">The settings are out of range or inconsistent; the message states which and why.</exception>
    public static void Run(FeatureOptions options)
    {
        if (options.Mfcc is null)
        {
            throw new ArgumentException("The feature options have no MFCC settings.");
        }

        if (!Enum.IsDefined(options.Kind))
        {
            throw new ArgumentException($"The feature kind must be one of {string.Join(", ", Enum.GetNames<FeatureKind>())}, not {options.Kind}.");
        }

        CheckMels(options);
        CheckParts(options);
        CheckSegments(options);
    }

    private static void CheckMels(FeatureOptions options)
    {
        FeatureKind kind = options.Kind;
        bool isOfMels = kind is FeatureKind.LogMel or FeatureKind.EfficientAtMel or FeatureKind.MusicnnMel;
        if (isOfMels != (options.LogMel is not null))
        {
            throw new ArgumentException("Settings of mel bands are required for mel band features and not allowed for other features.");
        }

        options.Mfcc.Validate();
        if (kind != FeatureKind.Mfcc && options.Mfcc != MfccOptions.Default)
        {
            throw new ArgumentException($"{kind} features contain no MFCCs: leave the MFCC settings at their default.");
        }

        options.LogMel?.Validate();
        if (kind == FeatureKind.LogMel && options.LogMel is { Scale: not SpectrumScale.Decibels })
        {
            throw new ArgumentException($"Log-mel features are in decibels, not {options.LogMel.Scale}.");
        }

        MelSpectrogramOptions? preset = kind switch
        {
            FeatureKind.EfficientAtMel => MelSpectrogramOptions.EfficientAt,
            FeatureKind.MusicnnMel => MelSpectrogramOptions.Musicnn,
            _ => null,
        };
        if (preset is not null && options.LogMel != preset)
        {
            throw new ArgumentException(
                $"{kind} features require the settings of the pretrained networks: do not change the mel band settings of the preset.");
        }
    }

    private static void CheckParts(FeatureOptions options)
    {
        if ((options.Kind == FeatureKind.Joined) != (options.Views is not null) || options.Views is { Count: 0 })
        {
            throw new ArgumentException("Joined features require at least one view, and other features cannot have views.");
        }

        if ((options.Kind == FeatureKind.Embedding) != (options.Encoder is not null) || (options.Source is not null && options.Encoder is null))
        {
            throw new ArgumentException("Embeddings require an encoder, and other features cannot have an encoder or a source.");
        }

        if (options.Encoder is { } encoder)
        {
            Check(encoder, options.Source is not null);
        }

        foreach (FeatureOptions? view in options.Views ?? [])
        {
            if (view is null || view.Kind is FeatureKind.Joined or FeatureKind.Embedding)
            {
                throw new ArgumentException("Joined features can only contain frame features and summaries: join those, and encode them together.");
            }

            CheckPart(view, "A view");
        }

        if (options.Source is { } source)
        {
            if (source.Kind == FeatureKind.Embedding)
            {
                throw new ArgumentException("The input of an encoder must be audio features, not embeddings of another encoder.");
            }

            CheckPart(source, "The source of an embedding");
            if (source.SegmentSeconds != options.SegmentSeconds)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The segment length of an embedding must be that of its source ({source.SegmentSeconds} s), not {options.SegmentSeconds} s: change the source and encode it again."));
            }
        }
    }

    private static void CheckPart(FeatureOptions part, string what)
    {
        Run(part);
        if (part.HopSeconds is not null || part.Tail != TailPolicy.Drop || part.FillsByRepeating)
        {
            throw new ArgumentException($"{what} uses the hop, the tail policy and the padding of the features that contain it: leave its own settings at their default.");
        }
    }

    private static void Check(FeatureEncoder encoder, bool hasWeights)
    {
        if (string.IsNullOrWhiteSpace(encoder.Name) || encoder.Size < 1)
        {
            throw new ArgumentException($"An encoder must have a name and a size of at least 1, not '{encoder.Name}' and {encoder.Size}.");
        }

        if (encoder.Sha256 is null || (hasWeights && encoder.Sha256.Length == 0))
        {
            throw new ArgumentException($"The encoder {encoder.Name} requires the SHA-256 of its weights, which identifies its embeddings.");
        }
    }

    private static void CheckSegments(FeatureOptions options)
    {
        double longest = options.Parts.Count > 1 ? LongestJoinedSeconds : LongestSeconds;
        if (!(options.SegmentSeconds > 0 && options.SegmentSeconds <= longest) || options.SegmentLength < 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"A segment must last from one sample to {longest} seconds, not {options.SegmentSeconds} s."));
        }

        if (options.HopSeconds is double hop && (!(hop > 0 && hop <= options.SegmentSeconds) || options.HopLength < 1))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The hop must be from one sample to the length of a segment ({options.SegmentSeconds} s), not {hop} s."));
        }

        if (!Enum.IsDefined(options.Tail))
        {
            throw new ArgumentException($"The tail policy must be {string.Join(", ", Enum.GetNames<TailPolicy>())}, not {options.Tail}.");
        }

        long values = 0;
        foreach (FeatureOptions part in options.Parts)
        {
            if (part.SegmentSeconds > options.SegmentSeconds)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"A view of {part.SegmentSeconds} s does not fit into a segment of {options.SegmentSeconds} s: make the segment longer or the view shorter."));
            }

            values += part.Frames is { } frames ? frames.FrameCount((long)part.SegmentLength) * frames.ValueCount : part.CoefficientCount;
        }

        if (values > Array.MaxLength)
        {
            throw new ArgumentException(FormattableString.Invariant($"A segment of {options.SegmentSeconds} s has {values} values, which is too many: use shorter segments."));
        }
    }
}
