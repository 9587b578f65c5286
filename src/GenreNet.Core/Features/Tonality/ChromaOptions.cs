namespace GenreNet.Core.Features;

/// <summary>The power of each pitch class, all octaves together, from C on. Values of a frame: <see cref="ClassCount"/>.</summary>
/// <remarks>As librosa.feature.chroma_stft.</remarks>
public sealed record ChromaOptions : SpectralOptions
{
    /// <summary>Pitch classes an octave, from 1 to 120. Default 12, semitones.</summary>
    public int ClassCount { get; init; } = 12;

    /// <summary>
    /// How far the music is above concert pitch (A = 440 Hz), in classes, from -1 to 1; null, the default, estimates it for each clip
    /// as librosa.estimate_tuning does, to a hundredth.
    /// </summary>
    public double? Tuning { get; init; }

    /// <summary>What is made 1 in every frame. Default the strongest class.</summary>
    public ChromaNormalization Normalization { get; init; } = ChromaNormalization.Maximum;

    /// <inheritdoc/>
    public override int ValueCount => ClassCount;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(ClassCount is >= 1 and <= 120, $"The number of pitch classes must be from 1 to 120, not {ClassCount}.");
        Require(Tuning is null or (>= -1 and <= 1), $"The tuning must be from -1 to 1 classes, or null to estimate it, not {Tuning}.");
        Require(Enum.IsDefined(Normalization), $"The normalisation must be Maximum, Sum, Euclidean or None, not {Normalization}.");
    }

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => Tuning is double tuning
        ? new ChromaKernel(this, spectra.For(this), tuning)
        : new EstimatedChromaKernel(this, spectra.For(this));
}
