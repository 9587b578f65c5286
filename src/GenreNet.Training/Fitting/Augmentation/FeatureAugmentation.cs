using GenreNet.Core.Features;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Fitting;

/// <summary>Augments single segments at random: gain, equalizer, and masks over time and coefficients.</summary>
/// <remarks>
/// Park et al., "SpecAugment: a simple data augmentation method for automatic speech recognition" (2019), without time warping.
/// </remarks>
/// <param name="features">The feature options.</param>
/// <param name="options">The augmentation options.</param>
/// <param name="mean">Mean of each coefficient over the training segments, used as the value of masked cells.</param>
internal sealed class FeatureAugmentation(FeatureOptions features, AugmentationOptions options, IReadOnlyList<float> mean)
{
    private readonly GainCurve _gain = new(features, options);

    /// <summary>Augments a segment.</summary>
    /// <param name="segment">The segment, <c>[frames, coefficients]</c>, changed in place.</param>
    /// <param name="random">The random number generator.</param>
    public void Apply(Span<float> segment, SeededRandom random)
    {
        int coefficients = mean.Count;
        int frames = segment.Length / coefficients;
        if (!_gain.IsFlat)
        {
            _gain.Apply(segment, coefficients, random);
        }

        (int first, int end) = Mask(frames, options.TimeMask, random);
        Hide(segment, first, end, 0, coefficients);
        (first, end) = Mask(coefficients, options.CoefficientMask, random);
        Hide(segment, 0, frames, first, end);
    }

    private static (int First, int End) Mask(int length, double largestShare, SeededRandom random)
    {
        int width = random.Next((int)(largestShare * length) + 1);
        int first = random.Next(length - width + 1);
        return (first, first + width);
    }

    private void Hide(Span<float> segment, int firstFrame, int endFrame, int first, int end)
    {
        for (int frame = firstFrame; frame < endFrame; frame++)
        {
            for (int i = first; i < end; i++)
            {
                segment[(frame * mean.Count) + i] = mean[i];
            }
        }
    }
}
