using GenreNet.Core.Datasets;
using GenreNet.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.Training.Fitting;

/// <summary>Creates data views of segments for trainers.</summary>
/// <param name="data">The features and labels, one row of values per segment.</param>
internal sealed class TrainerView(FeatureSet data)
{
    /// <summary>Names of the columns: the values, the genre as key, and the weight.</summary>
    public const string Features = "Features", Label = "Label", Weight = "Weight";

    /// <summary>Returns the name of the Boolean column that is true for the segments of a genre.</summary>
    public static string Is(int genre) => $"Is{genre}";

    /// <summary>Creates a view.</summary>
    /// <param name="segments">The segments, in this order.</param>
    /// <param name="weights">The weight of each; null for equal weights.</param>
    public IDataView Of(int[] segments, float[]? weights = null)
    {
        var features = new OutputColumn(Features, new VectorDataViewType(NumberDataViewType.Single, data.CoefficientCount), []);
        return new LabelledView(
            segments.Length,
            [
                new ViewColumn(features, row => data.Segment(segments[row]).ToArray()),
                new ViewColumn(new OutputColumn(Label, new KeyDataViewType(typeof(uint), data.Genres.Count), []), row => (uint)(data.Labels[segments[row]] + 1)),
                new ViewColumn(new OutputColumn(Weight, NumberDataViewType.Single, []), row => weights?[row] ?? 1f),
                .. Enumerable.Range(0, data.Genres.Count).Select(genre => new ViewColumn(
                    new OutputColumn(Is(genre), BooleanDataViewType.Instance, []), row => data.Labels[segments[row]] == genre)),
            ]);
    }

    /// <summary>
    /// Computes the weights of training segments: all tracks weigh the same, and all genres if they are balanced. The mean is one.
    /// </summary>
    public float[] WeightsOf(int[] segments, bool balanceGenres)
    {
        var sizes = segments.CountBy(segment => data.TrackIds[segment], StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        double[] weights = [.. segments.Select(segment => 1.0 / sizes[data.TrackIds[segment]])];
        double[] genres = new double[data.Genres.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            genres[data.Labels[segments[i]]] += weights[i];
        }

        if (balanceGenres)
        {
            weights = [.. weights.Zip(segments, (weight, segment) => weight / genres[data.Labels[segment]])];
        }

        double mean = weights.Average();
        return Array.ConvertAll(weights, weight => (float)(weight / mean));
    }
}
