namespace GenreNet.Core.Datasets;

/// <summary>Splits a dataset into the parts that the dataset itself defines.</summary>
/// <seealso cref="TrackSplit"/>
public static class DatasetParts
{
    /// <summary>Returns whether every track has a part and both the training and the test part have tracks.</summary>
    /// <param name="data">The data.</param>
    public static bool AreComplete(FeatureSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Tracks.All(t => t.Part is not null) && data.Tracks.Any(t => t.Part == SplitPart.Train) && data.Tracks.Any(t => t.Part == SplitPart.Test);
    }

    /// <summary>
    /// Creates a split from the dataset's own parts. Tracks without a part are left out. If there is no validation part, one is drawn from
    /// the training tracks; groups are never divided.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="validationShare">
    /// Fraction of the training tracks to use for validation if the dataset has no such part; between 0 and 1, exclusive.
    /// </param>
    /// <param name="seed">Random seed for drawing that part.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is out of range.</exception>
    /// <exception cref="DatasetException">The dataset defines no parts, or lacks one.</exception>
    public static DataSplit Split(FeatureSet data, double validationShare, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(validationShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(validationShare, 1);
        if (data.Tracks.All(t => t.Part is null))
        {
            throw new DatasetException($"{data.DatasetName} does not define training and test tracks: choose another kind of split, or specify lists with --split-files.");
        }

        string[] train = TracksOf(data, SplitPart.Train);
        string[] validation = TracksOf(data, SplitPart.Validation);
        bool isDrawn = validation.Length == 0 && train.Length > 0;
        if (isDrawn)
        {
            (train, validation) = ValidationDraw.Draw(data, train, validationShare, seed);
        }

        var split = new DataSplit
        {
            Kind = SplitKind.Dataset,
            Seed = isDrawn ? seed : null,
            Train = train,
            Validation = validation,
            Test = TracksOf(data, SplitPart.Test),
        };
        return SplitReview.Complete(split, data);
    }

    private static string[] TracksOf(FeatureSet data, SplitPart part) => [.. data.Tracks.Where(t => t.Part == part).Select(t => t.Id).Order(StringComparer.Ordinal)];
}
