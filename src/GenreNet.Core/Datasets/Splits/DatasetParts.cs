namespace GenreNet.Core.Datasets;

/// <summary>The parts that a dataset itself puts its tracks into.</summary>
public static class DatasetParts
{
    /// <summary>Whether every track has a part, and there is something to learn from and something to test on.</summary>
    /// <param name="data">The data.</param>
    public static bool AreComplete(FeatureSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Tracks.All(t => t.Part is not null) && data.Tracks.Any(t => t.Part == SplitPart.Train) && data.Tracks.Any(t => t.Part == SplitPart.Test);
    }

    /// <summary>Takes the dataset's parts. Tracks without a part are left out; where it has no validation part, one is drawn from the training tracks, whole groups at a time.</summary>
    /// <param name="data">The data.</param>
    /// <param name="validationShare">Share of the training tracks for validation, where the dataset has no such part; between 0 and 1.</param>
    /// <param name="seed">Draws that part.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    /// <exception cref="DatasetException">The dataset says nothing of parts, or lacks one.</exception>
    public static DataSplit Split(FeatureSet data, double validationShare, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(validationShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(validationShare, 1);
        if (data.Tracks.All(t => t.Part is null))
        {
            throw new DatasetException($"{data.DatasetName} does not say which tracks are for training and which for the test: take another kind of split, or give lists with --split-files.");
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
