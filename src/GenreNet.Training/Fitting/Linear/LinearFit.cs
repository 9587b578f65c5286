using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>Represents how a linear network was fitted, and the out-of-fold scores of the training tracks.</summary>
/// <param name="Options">The settings.</param>
/// <param name="L2">The L2 factor that was chosen or set.</param>
/// <param name="L2s">The L2 factors that were tried.</param>
/// <param name="Losses">The cross-validated loss of each factor.</param>
/// <param name="Folds">A description of the cross-validation.</param>
/// <param name="Warnings">Warnings about the fit, one sentence each.</param>
/// <param name="Tracks">The training tracks, sorted ordinally by id.</param>
/// <param name="TrackLogits">Out-of-fold scores, <c>[tracks, genres]</c>: the pooled scores of each track from a classifier fitted
/// without it.</param>
/// <param name="Segments">The segments of the tracks, by index into the data.</param>
/// <param name="SegmentLogits">Out-of-fold scores, <c>[segments, genres]</c>: the scores of each segment from a classifier fitted
/// without its track.</param>
internal sealed record LinearFit(
    LinearOptions Options,
    double L2,
    IReadOnlyList<double> L2s,
    IReadOnlyList<double> Losses,
    string Folds,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<LabelledTrack> Tracks,
    float[] TrackLogits,
    int[] Segments,
    float[] SegmentLogits)
{
    /// <summary>Describes in words how the network was fitted, for a model card.</summary>
    public string DescribeMethod()
    {
        string loss = Options.Method == LinearMethod.Logistic ? "multinomial logistic regression" : "ridge regression on targets of 1 and -1";
        string items = Options.Items switch
        {
            LinearItems.Tracks => "track means",
            LinearItems.Segments => "single segments",
            _ => "track means and single segments",
        };
        string l2 = L2s.Count == 1
            ? FormattableString.Invariant($"L2 {L2}")
            : FormattableString.Invariant($"L2 {L2}, the one of {L2s.Count} with the smallest log loss of tracks in {Folds}");
        return $"{loss} by L-BFGS on standardised {items}; all genres and all tracks of a genre weighted equally; {l2}";
    }
}
