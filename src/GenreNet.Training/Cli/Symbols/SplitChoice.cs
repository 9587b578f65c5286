using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>Represents the split options of a command line.</summary>
/// <param name="Kind">The method, one of <see cref="Kinds"/>.</param>
/// <param name="FoldCount">Number of folds, for <see cref="Fold"/>.</param>
/// <param name="TestFold">Number of the test fold, from 1, for <see cref="Fold"/>.</param>
/// <param name="Lists">Paths of lists of tracks; empty if the method determines the split.</param>
/// <param name="File">Path of the split of another run, which replaces the method; null for none.</param>
internal sealed record SplitChoice(string Kind, int FoldCount, int TestFold, IReadOnlyList<string> Lists, string? File)
{
    /// <summary>The name of the default method.</summary>
    public const string Automatic = "auto";

    /// <summary>The name of the method that tests on one of several folds.</summary>
    public const string Fold = "fold";

    private const string Stratified = "stratified";
    private const string Dataset = "dataset";
    private const string Published = "published";
    private const string Everything = "everything";
    private const string Leaky = "leaky-segments";

    /// <summary>Names of the methods.</summary>
    public static string[] Kinds => [Automatic, Stratified, Fold, Dataset, Published, Everything, Leaky];

    /// <summary>Verifies, before features are extracted for hours, that the files of the split exist.</summary>
    /// <param name="cancellationToken">Cancels a download.</param>
    /// <exception cref="Core.DatasetException">A file is missing or damaged, or cannot be downloaded.</exception>
    public void RequireFiles(CancellationToken cancellationToken)
    {
        if (File is not null)
        {
            _ = SplitFile.Load(File);
        }

        foreach (string list in Lists)
        {
            SplitLists.RequireReadable(list);
        }

        if (Kind == Published)
        {
            PublishedSplit.Gtzan.FetchAsync(PublishedSplit.DefaultFolder, cancellationToken: cancellationToken).GetAwaiter().GetResult();
        }
    }

    /// <summary>Creates the split.</summary>
    /// <param name="data">The features and labels.</param>
    /// <param name="options">The training settings with shares and seed.</param>
    /// <exception cref="Core.DatasetException">The data or the lists do not allow the split.</exception>
    public DataSplit Draw(FeatureSet data, TrainingOptions options)
    {
        if (File is not null)
        {
            return SplitFile.LoadFor(File, data);
        }

        if (Lists.Count > 0)
        {
            return ReadLists(data, Lists, options);
        }

        return Kind switch
        {
            Fold => TrackSplit.Folds(data, FoldCount, options.Seed)[TestFold - 1],
            Dataset => DatasetParts.Split(data, options.ValidationShare, options.Seed),
            Published => PublishedSplit.Gtzan.Read(data, PublishedSplit.DefaultFolder),
            Leaky => LeakySplit.Segments(data, options.ValidationShare, options.TestShare, options.Seed),
            Everything => TrackSplit.Everything(data),
            Stratified => TrackSplit.Stratified(data, options.ValidationShare, options.TestShare, options.Seed),
            _ => options.IsLinear && LinearSplit.TrainsOnAll(data)
                ? TrackSplit.Everything(data)
                : TrackSplit.Automatic(data, options.ValidationShare, options.TestShare, options.Seed),
        };
    }

    /// <summary>Reads the split defined by two or three lists.</summary>
    /// <exception cref="Core.DatasetException">The lists cannot be read, or do not match the data.</exception>
    public static DataSplit ReadLists(FeatureSet data, IReadOnlyList<string> lists, TrainingOptions options) => lists is [var train, var validation, var test]
        ? SplitLists.Read(data, train, validation, test)
        : SplitLists.Read(data, lists[0], lists[1], options.ValidationShare, options.Seed);
}
