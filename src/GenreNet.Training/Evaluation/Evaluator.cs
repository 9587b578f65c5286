using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>Evaluates probabilities against labels.</summary>
public static class Evaluator
{
    private const int Top = 2;

    /// <summary>
    /// Evaluates by segment and by track; by track both from the pooled probabilities of the track's segments and by majority vote.
    /// </summary>
    /// <param name="data">Labels and track ids of all segments.</param>
    /// <param name="genres">The genres of the columns; they must include all genres of the data, in any order and spelling.</param>
    /// <param name="segments">The segments to evaluate, by index.</param>
    /// <param name="probabilities">Probabilities, <c>[segments, genres]</c>, row-major, in the order of <paramref
    /// name="segments"/>.</param>
    /// <param name="pooling">How segments are pooled into tracks, as stated on the model card.</param>
    /// <exception cref="GenreNetException">A probability is not between 0 and 1.</exception>
    public static EvaluationResult Evaluate(
        FeatureSet data,
        IReadOnlyList<string> genres,
        IReadOnlyList<int> segments,
        ReadOnlySpan<float> probabilities,
        SegmentPooling pooling = SegmentPooling.Mean)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(genres);
        ArgumentNullException.ThrowIfNull(segments);
        int[] columns = [.. data.Genres.Select(genre => GenreName.IndexIn(genres, genre))];
        (var matrix, var calibration, int inTop) = (new ConfusionMatrix(genres.Count), new CalibrationCounts(), 0);
        var tracks = new OrderedDictionary<string, TrackVotes>(StringComparer.Ordinal);
        for (int i = 0; i < segments.Count; i++)
        {
            string track = data.TrackIds[segments[i]];
            int label = columns[data.Labels[segments[i]]];
            ReadOnlySpan<float> answer = probabilities.Slice(i * genres.Count, genres.Count);
            double[] row = Row(answer, track);
            int predicted = Ranking.IndexOfLargest(row);
            matrix.Add(label, predicted);
            calibration.Add(row, label);
            inTop += Ranking.RankOf(row, label) < Top ? 1 : 0;
            if (!tracks.TryGetValue(track, out TrackVotes? votes))
            {
                tracks.Add(track, votes = new TrackVotes(label, genres.Count, pooling));
            }

            votes.Add(answer, predicted);
        }

        return ByTrack(
            new EvaluationResult(genres, matrix, new ConfusionMatrix(genres.Count))
            {
                SegmentsInTop2 = inTop,
                Calibration = calibration,
                Predictions = [.. tracks.Select(t => t.Value.Of(t.Key))],
            });
    }

    private static EvaluationResult ByTrack(EvaluationResult result)
    {
        foreach (TrackPrediction track in result.Predictions)
        {
            result.Tracks.Add(track.Label, track.Predicted);
            result.Votes.Add(track.Label, track.Voted);
            result.TrackCalibration.Add(track.Probabilities, track.Label);
        }

        return result with { TracksInTop2 = result.Predictions.Count(t => t.Rank < Top) };
    }

    private static double[] Row(ReadOnlySpan<float> probabilities, string track)
    {
        double[] row = new double[probabilities.Length];
        for (int genre = 0; genre < row.Length; genre++)
        {
            row[genre] = probabilities[genre];
            // The negated form also rejects NaN.
            if (!(row[genre] >= 0 && row[genre] <= 1 + 1e-5))
            {
                throw new GenreNetException(FormattableString.Invariant(
                    $"The model returned the probability {row[genre]} for a segment of {track}: check the features of the track, or train the model again."));
            }
        }

        return row;
    }

    /// <summary>Collects the segment predictions of one track.</summary>
    private sealed class TrackVotes(int label, int genreCount, SegmentPooling pooling)
    {
        private readonly SegmentPool _pool = new(pooling, OutputActivation.Softmax, genreCount);
        private readonly int[] _votes = new int[genreCount];

        public void Add(ReadOnlySpan<float> probabilities, int predicted)
        {
            _votes[predicted]++;
            _pool.Add(probabilities);
        }

        public TrackPrediction Of(string track) => new(track, label, (int)_pool.Count, _pool.Compute(), _votes);
    }
}
