using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Represents the mel spectrogram from which a fingerprint is computed.</summary>
/// <param name="Decibels"><c>[frames, bands]</c>, row-major, in dB relative to a power of 1.</param>
internal sealed record MelImage(float[] Decibels)
{
    /// <summary>Number of bands per frame.</summary>
    public const int BandCount = 128;

    // Telephone audio contains nothing outside these frequencies, and strongly compressed audio little.
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

    /// <summary>Gets the number of frames per second.</summary>
    public static double FrameRate => (double)Options.SampleRate / Options.HopLength;

    /// <summary>Gets the number of frames; 0 for a clip shorter than one frame.</summary>
    public int FrameCount => Decibels.Length / BandCount;

    /// <summary>Reads audio to its end.</summary>
    /// <param name="audio">Mono samples at any rate; disposed at the end.</param>
    /// <param name="mostFrames">Maximum number of frames to keep; later frames are discarded.</param>
    /// <param name="cancellationToken">Checked every few seconds of audio.</param>
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
