using GenreNet.Core.Audio;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Features;

/// <summary>The only way from audio to features, for training and prediction alike: resample, cut into segments, extract.</summary>
/// <remarks>
/// Each segment is computed by itself, because librosa's limit of 80 dB is relative to the loudest cell of what it is given.
/// Immutable and thread-safe.
/// </remarks>
public sealed class FeaturePipeline
{
    private readonly MfccExtractor _extractor;

    /// <summary>Computes the tables for the settings.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The settings are out of range or do not fit together.</exception>
    public FeaturePipeline(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _extractor = new MfccExtractor(options.Mfcc);
    }

    /// <summary>The settings.</summary>
    public FeatureOptions Options { get; }

    /// <summary>Reads audio to its end and computes the features of its segments. Holds one segment of audio in memory, not the clip.</summary>
    /// <param name="reader">The audio, at any sample rate; disposed at the end.</param>
    /// <param name="shortClip">What becomes of a clip shorter than one segment.</param>
    /// <param name="cancellationToken">Gives up between two segments.</param>
    /// <exception cref="AudioFormatException">The audio is damaged, or holds no sample at all.</exception>
    public FeatureClip Extract(AudioReader reader, ShortClip shortClip = ShortClip.Pad, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using AudioReader audio = reader.ResampledTo(Options.Mfcc.SampleRate);
        var values = new List<float[]>();
        var segment = new float[Options.SegmentLength];
        long sampleCount = 0;
        int filled;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            filled = Fill(audio, segment);
            sampleCount += filled;
            bool isWhole = filled == segment.Length;
            bool isShortClip = !isWhole && values.Count == 0;
            bool isKept = isWhole || (filled > 0 && (isShortClip ? shortClip == ShortClip.Pad : Options.Tail == TailPolicy.Pad));
            if (isKept)
            {
                segment.AsSpan(filled).Clear();
                var features = new float[Options.ValuesPerSegment];
                _extractor.Extract(segment, features);
                values.Add(features);
            }
        }
        while (filled == segment.Length);

        if (sampleCount == 0)
        {
            throw new AudioFormatException(audio.Name, "the file holds no audio samples.");
        }

        return new FeatureClip(Options, [.. values.SelectMany(v => v)], sampleCount, [.. audio.Warnings]);
    }

    private static int Fill(AudioReader audio, Span<float> segment)
    {
        int filled = 0;
        while (filled < segment.Length)
        {
            int read = audio.Read(segment[filled..]);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return filled;
    }
}
