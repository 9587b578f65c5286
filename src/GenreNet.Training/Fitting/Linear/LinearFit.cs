using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>How a linear network was fitted, and what classifiers that were fitted without a track say of it.</summary>
/// <param name="Options">The settings.</param>
/// <param name="L2">The factor that was chosen, or set.</param>
/// <param name="L2s">The factors that were tried.</param>
/// <param name="Losses">The cross-validated loss of each.</param>
/// <param name="Folds">The cross-validation in words.</param>
/// <param name="Warnings">What was odd, a sentence each.</param>
/// <param name="Tracks">The tracks that trained, sorted ordinally by id.</param>
/// <param name="TrackLogits"><c>[tracks, genres]</c>: the scores of each track, pooled, by a classifier that was fitted without it.</param>
/// <param name="Segments">The segments of the tracks, by index of the data.</param>
/// <param name="SegmentLogits"><c>[segments, genres]</c>: the scores of each by a classifier that was fitted without its track.</param>
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
    /// <summary>How the network was fitted, in words, for a model's card.</summary>
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
        return $"{loss} by L-BFGS on standardised {items}; genres balanced, every track weighs the same; {l2}";
    }
}
