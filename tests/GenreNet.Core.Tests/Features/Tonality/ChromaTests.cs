using GenreNet.Core.Features;
using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features.Tonality;

public class ChromaTests
{
    private const int A = 9;

    [Fact]
    public void Filter_bank_equals_that_of_librosa()
    {
        var bank = new ChromaFilterBank(22050, 2048, 12, tuning: 0);
        float[] dense = [.. from pitchClass in Enumerable.Range(0, 12) from bin in Enumerable.Range(0, bank.BinCount) select bank.Weight(pitchClass, bin)];
        Assert.True(Sound.LargestDifference(dense, TestData.GoldenFloats("filters", "chroma_22050")) < 1e-6);
    }

    [Fact]
    public void Concert_pitch_is_the_pitch_class_A()
    {
        float[] frame = Middle(new ChromaOptions(), Sound.Sine(440, 1));
        Assert.Equal(1, frame[A]);
        Assert.All(frame.Where((_, i) => i != A), weaker => Assert.True(weaker < 0.5));
    }

    // 445 Hz is 0.195 semitones above 440 Hz: a mistuned instrument has the chroma of a tuned one where the tuning is estimated.
    [Fact]
    public void An_estimated_tuning_compensates_a_mistuned_instrument()
    {
        float[] tuned = Middle(new ChromaOptions { Tuning = 0 }, Sound.Sine(440, 1));
        float[] mistuned = Middle(new ChromaOptions(), Sound.Sine(440 * Math.Pow(2, 0.2 / 12), 1));
        float[] unaware = Middle(new ChromaOptions { Tuning = 0 }, Sound.Sine(440 * Math.Pow(2, 0.2 / 12), 1));
        Assert.True(Sound.LargestDifference(mistuned, tuned) < Sound.LargestDifference(unaware, tuned) / 2);
    }

    [Theory]
    [InlineData(ChromaNormalization.Maximum)]
    [InlineData(ChromaNormalization.Sum)]
    [InlineData(ChromaNormalization.Euclidean)]
    public void A_normalised_frame_has_the_length_one(ChromaNormalization normalization)
    {
        float[] frame = Middle(new ChromaOptions { Normalization = normalization }, Sound.Noise(22050));
        double length = normalization switch
        {
            ChromaNormalization.Maximum => frame.Max(),
            ChromaNormalization.Sum => frame.Sum(),
            _ => Math.Sqrt(frame.Sum(v => v * v)),
        };
        Assert.Equal(1, length, 1e-5);
    }

    [Fact]
    public void Silence_has_no_chroma_and_no_tuning() =>
        Assert.All(new FeatureExtractor(new ChromaOptions()).Extract(new float[22050]), value => Assert.Equal(0, value));

    private static float[] Middle(ChromaOptions options, float[] samples) =>
        new FeatureExtractor(options).Extract(samples)[(20 * 12)..(21 * 12)];
}
