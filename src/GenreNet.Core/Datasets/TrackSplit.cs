using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.Errors;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Datasets;

/// <summary>Which tracks train, which choose the best epoch, and which are kept aside. Whole tracks, never segments of one on both sides.</summary>
public sealed record TrackSplit
{
    private const int FewestTracks = 3;

    /// <summary>Ids of the tracks that the network learns from, sorted ordinally.</summary>
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Ids of the tracks that choose the best epoch, sorted ordinally.</summary>
    public required IReadOnlyList<string> Validation { get; init; }

    /// <summary>Ids of the tracks that are looked at once, at the end; sorted ordinally.</summary>
    public required IReadOnlyList<string> Test { get; init; }

    /// <summary>The seed that drew the split.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Draws a split that gives every genre the same shares, as near as whole tracks allow, and at least one track a part.</summary>
    /// <param name="data">The segments with their tracks and labels.</param>
    /// <param name="validationShare">Share of the tracks for validation, above 0.</param>
    /// <param name="testShare">Share of the tracks for the test, above 0; both together below 1.</param>
    /// <param name="seed">Equal seeds give equal splits of equal data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shares are out of range.</exception>
    /// <exception cref="DatasetException">A genre has fewer than three tracks.</exception>
    public static TrackSplit Stratified(FeatureSet data, double validationShare, double testShare, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(validationShare);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(testShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(validationShare + testShare, 1, nameof(testShare));
        (List<string> train, List<string> validation, List<string> test) = ([], [], []);
        var random = new SeededRandom(seed);
        ILookup<int, string> tracksByLabel = data.TrackIds.Zip(data.Labels).Distinct().ToLookup(pair => pair.Second, pair => pair.First);
        for (int label = 0; label < data.Genres.Count; label++)
        {
            string[] tracks = [.. tracksByLabel[label].Order(StringComparer.Ordinal)];
            if (tracks.Length < FewestTracks)
            {
                throw new DatasetException(
                    $"the genre {data.Genres[label]} has {tracks.Length} usable tracks, and a split into train, validation and test needs {FewestTracks}: add tracks.");
            }

            random.Fork((ulong)label).Shuffle<string>(tracks);
            int testCount = Math.Clamp((int)Math.Round(testShare * tracks.Length), 1, tracks.Length - 2);
            int validationCount = Math.Clamp((int)Math.Round(validationShare * tracks.Length), 1, tracks.Length - testCount - 1);
            test.AddRange(tracks[..testCount]);
            validation.AddRange(tracks[testCount..(testCount + validationCount)]);
            train.AddRange(tracks[(testCount + validationCount)..]);
        }

        return new TrackSplit { Train = Sorted(train), Validation = Sorted(validation), Test = Sorted(test), Seed = seed };
    }

    /// <summary>The split as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TrackSplitJson.Default.TrackSplit);

    private static string[] Sorted(List<string> tracks) => [.. tracks.Order(StringComparer.Ordinal)];
}

/// <summary>JSON of a split, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(TrackSplit))]
internal sealed partial class TrackSplitJson : JsonSerializerContext;
