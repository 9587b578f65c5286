using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Tests.Support;

/// <summary>Features without audio: noise, and a genre that shows in the mean of one coefficient.</summary>
internal static class TestFeatures
{
    public static readonly string[] Genres = ["blues", "disco", "rock"];

    /// <summary>Short segments keep the tests quick: 44 frames of 13 coefficients.</summary>
    public static readonly FeatureOptions Options = FeatureOptions.Default with { SegmentSeconds = 1 };

    public static FeatureSet Make(int tracksPerGenre = 6, int segmentsPerTrack = 3, double contrast = 3, ulong seed = 1)
    {
        var random = new SeededRandom(seed);
        List<float> values = [];
        List<int> labels = [];
        List<string> tracks = [];
        for (int genre = 0; genre < Genres.Length; genre++)
        {
            for (int i = 0; i < tracksPerGenre * segmentsPerTrack; i++)
            {
                labels.Add(genre);
                tracks.Add($"{Genres[genre]}/{i / segmentsPerTrack:D3}");
                for (int k = 0; k < Options.ValuesPerSegment; k++)
                {
                    values.Add((float)(random.NextGaussian() + (k % 13 == genre ? contrast : 0)));
                }
            }
        }

        return new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[.. values],
            Labels = [.. labels],
            TrackIds = [.. tracks],
            Genres = Genres,
            Options = Options,
            DatasetName = "made-up",
            DatasetFingerprint = new string('0', 64),
        });
    }
}
