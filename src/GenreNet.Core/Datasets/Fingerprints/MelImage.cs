using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>What a fingerprint looks at: the loudness of narrow bands over time.</summary>
/// <param name="Decibels"><c>[frames, bands]</c>, row after row; relative to a power of 1.</param>
internal sealed record MelImage(float[] Decibels)
{
    /// <summary>Bands of a frame.</summary>
    public const int BandCount = 128;

    // Telephone audio has nothing below or above these frequencies, and strong compression little.
    private static readonly MelSpectrogramOptions Options = new()
    {
        MelCount = BandCount,
        MinimumHz = 150,
        MaximumHz = 3800,
        Padding = FramePadding.None,
        Scale = SpectrumScale.Decibels,
        TopDecibels = null,
    };

    private static readonly FeatureExtractor Extractor = new(Options);

    /// <summary>Frames a second.</summary>
    public static double FrameRate => (double)Options.SampleRate / Options.HopLength;

    /// <summary>Number of frames; a clip shorter than one frame has none.</summary>
    public int FrameCount => Decibels.Length / BandCount;

    /// <summary>Reads audio to its end.</summary>
    /// <param name="audio">Mono samples at any rate; disposed at the end.</param>
    /// <param name="mostFrames">Frames that are enough: later ones are passed over.</param>
    /// <param name="cancellationToken">Gives up within seconds of audio.</param>
    /// <exception cref="AudioFormatException">The audio is damaged.</exception>
    public static MelImage Read(AudioReader audio, int mostFrames, CancellationToken cancellationToken)
    {
        List<float> decibels = [];
        Extractor.Extract(
            () => audio,
            rows => decibels.AddRange(rows[..Math.Min(rows.Length, (mostFrames * BandCount) - decibels.Count)]),
            progress: null,
            cancellationToken);
        return new MelImage([.. decibels]);
    }
}
