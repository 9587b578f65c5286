using GenreNet.Core.Features;
using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

/// <summary>The front ends of pretrained networks compared with an independent port, on music that is not part of the repository.</summary>
public class PretrainedVectorTests
{
    public static TheoryData<string> Tracks { get; } = ["blues.00000", "jazz.00000"];

    /// <summary>
    /// The vectors hold the first 3 s of the signal at the network's rate, and frames of the whole clip: those that reach beyond the 3 s
    /// are left out.
    /// </summary>
    [Theory]
    [MemberData(nameof(Tracks))]
    public void EfficientAT_features_equal_the_reference_vectors(string track) => AssertClose(track, "y32", "mn_logmel", MelSpectrogramOptions.EfficientAt, frames: 298);

    // A power that the port's single precision puts on the other side of a tie rounds to the next float16, which is 2^-10 of it: 4e-4 in
    // log10.
    [Theory]
    [MemberData(nameof(Tracks))]
    public void Musicnn_features_equal_the_reference_vectors(string track) => AssertClose(track, "y16", "musicnn_logmel", MelSpectrogramOptions.Musicnn, frames: 187);

    private static void AssertClose(string track, string signal, string features, MelSpectrogramOptions options, int frames)
    {
        using var file = NpzReader.Open(TestData.Shared($"models/vectors/vec_{track}.npz"));
        float[] clip = file.Read(signal).AsSpan<float>().ToArray();
        float[] expected = file.Read(features).AsSpan<float>()[..(frames * options.MelCount)].ToArray();
        float[] actual = new FeatureExtractor(options).Extract(clip)[..expected.Length];
        double worst = Sound.LargestDifference(actual, expected);
        TestContext.Current.TestOutputHelper?.WriteLine($"{features} of {track}: {worst:g3}");
        Assert.True(worst <= 1e-3, $"{features} of {track} differs by {worst:g3}");
    }
}
