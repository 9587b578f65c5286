using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Settings of chroma: the power of each pitch class over all octaves, starting at C. Values per frame: <see cref="ClassCount"/>.
/// </summary>
/// <remarks>As in librosa.feature.chroma_stft. Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record ChromaOptions : SpectralOptions
{
    /// <summary>Gets the number of pitch classes per octave, from 1 to 120. Default 12, semitones.</summary>
    public int ClassCount { get; init; } = 12;

    /// <summary>
    /// Gets the tuning above concert pitch (A = 440 Hz), in pitch classes, from -1 to 1; null, the default, to estimate it for each clip as
    /// librosa.estimate_tuning does, with a resolution of 0.01.
    /// </summary>
    public double? Tuning { get; init; }

    /// <summary>Gets the normalization of each frame. Default: the strongest class is 1.</summary>
    public ChromaNormalization Normalization { get; init; } = ChromaNormalization.Maximum;

    /// <inheritdoc/>
    public override int ValueCount => ClassCount;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(ClassCount is >= 1 and <= 120, $"The number of pitch classes must be from 1 to 120, not {ClassCount}.");
        Require(Tuning is null or (>= -1 and <= 1), $"The tuning must be from -1 to 1 pitch classes, or null to estimate it, not {Tuning}.");
        Require(Enum.IsDefined(Normalization), $"The normalisation must be Maximum, Sum, Euclidean or None, not {Normalization}.");
    }

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => Tuning is double tuning
        ? new ChromaKernel(this, spectra.For(this), tuning)
        : new EstimatedChromaKernel(this, spectra.For(this));
}

/// <summary>Specifies the normalization of chroma: the quantity that is scaled to 1 in every frame.</summary>
public enum ChromaNormalization
{
    /// <summary>The strongest class. librosa's default, norm=inf.</summary>
    Maximum,

    /// <summary>The sum of the classes. norm=1.</summary>
    Sum,

    /// <summary>The Euclidean norm of the classes. norm=2.</summary>
    Euclidean,

    /// <summary>No normalization: classes are sums of power. norm=None.</summary>
    None,
}

/// <summary>Computes <see cref="ChromaOptions"/> with a given tuning.</summary>
internal sealed unsafe class ChromaKernel(ChromaOptions options, LaneSpectrum spectrum, double tuning) : FeatureKernel
{
    private readonly ChromaFilterBank _filters = new(options.SampleRate, options.FftLength, options.ClassCount, tuning);

    public override int ValueCount => options.ClassCount;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        _filters.ApplyLanes(block.Power(options, spectrum), cells);
        ChromaFrames.Normalize(cells, ValueCount, options.Normalization);
    }
}
