using GenreNet.Catalogue.Tests.Support;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Catalogue.Tests.Running;

/// <summary>A folder of short clips, and a small model.</summary>
public sealed class RunFixture : IDisposable
{
    public const int ClipCount = 30;

    private readonly TemporaryFolder _folder = new();

    public RunFixture()
    {
        Clips.WriteCatalogue(Music, ClipCount);
        Classifier = new TestModel { Slope = 0.05f }.Load();
    }

    public GenreClassifier Classifier { get; }

    public string Music => Path.Combine(_folder.Path, "music");

    public void Dispose()
    {
        Classifier.Dispose();
        _folder.Dispose();
    }

    internal static Task<CataloguePlan> PlanAsync(string source, string folder, int shardSize = 5, bool embeddings = false, SourceOptions? reading = null) => CataloguePlan.OpenAsync(
        new CatalogueRequest
        {
            Source = source,
            Folder = folder,
            ShardSize = shardSize,
            HasEmbeddings = embeddings,
            Reading = reading ?? new SourceOptions(),
            Model = "test",
            ModelSha256 = new string('c', 64),
        },
        TestContext.Current.CancellationToken);

    internal Task<CatalogueSummary> RunAsync(CataloguePlan plan, RunOptions? options = null, Action<CatalogueProgress>? report = null, CancellationToken? cancellationToken = null) => CatalogueClassifier.RunAsync(
        plan, [.. Enumerable.Range(0, plan.Manifest.ShardCount)], Classifier, options ?? new RunOptions { Workers = 2 }, report, cancellationToken ?? TestContext.Current.CancellationToken);

    internal static CatalogueRow[] Rows(string folder) => [.. CatalogueResults.Open(folder).ReadRows()];
}
