using System.CommandLine;
using GenreNet.Catalogue;
using GenreNet.Core;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>classify SOURCE --out DIR</c>: classifies a catalogue in shards, on one machine or on many.</summary>
internal static class ClassifyCommand
{
    private const string DefaultQueue = "queue.db";

    public static Command Create(Terminal terminal)
    {
        var source = new Argument<string>("SOURCE")
        {
            Description = "Folder of music; list of paths or addresses as text, .m3u, .csv, .tsv or .parquet; or s3://BUCKET/PREFIX.",
        };
        Option<string> output = OutputSymbols.Folder("Folder for the results: part-NNNNN.parquet per shard. Finished shards are skipped.");
        Option<string?> model = ModelSymbols.Model();
        var column = new Option<string?>("--column") { Description = "Column of a table that holds the paths. Default: path, file, filename, url, uri or location." };
        var embeddings = new Option<bool>("--embeddings") { Description = "Store the embedding of each track, for 'similar', 'path' and 'playlist'." };
        Option<int> top = CliSymbols.Number("--top-k", "Number of genres to store per track.", 3, 1, 10_000);
        Option<int> size = CliSymbols.Number("--shard-size", "Number of tracks per shard.", 1000, 1, 1_000_000);
        Option<int?> shard = Index("--shard", "Number of this task, from 0: it classifies the shards whose index modulo --of is this number. Without --of, the index of one shard. Default: SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, otherwise all shards.", 0);
        Option<int?> of = Index("--of", "Number of tasks. Default: SLURM_ARRAY_TASK_COUNT.", 1);
        var queue = new Option<string?>("--queue")
        {
            Description = "Take shards from a queue that several workers share: the name of an SQLite file (default: queue.db in the results folder), or \"Host=...;Database=...\" of PostgreSQL for several machines.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<double> lease = CliSymbols.Number("--lease-seconds", "With --queue: time without a heartbeat after which another worker takes over a shard.", 60, 1, 86_400.0);
        Option<int> attempts = CliSymbols.Number("--max-attempts", "With --queue: number of failures after which a shard is parked.", 3, 1, 1000);
        Option<int> workers = CliSymbols.Number("--workers", "Number of tracks to classify at a time.", Environment.ProcessorCount, 1, 1024);
        Option<int> downloads = CliSymbols.Number("--downloads", "Number of downloads at a time.", 8, 1, 1024);
        Option<int> megabytes = CliSymbols.Number("--max-megabytes", "Maximum size of a download. A larger track gets an error.", 1024, 1, 1 << 20);
        Option<double> seconds = CliSymbols.Number("--download-seconds", "Maximum time for a download, with retries.", 600, 1, 86_400.0);
        Option<Uri> endpoint = CliSymbols.Address("--endpoint", "Address of an object store that is compatible with S3. Default: AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL.");
        var retry = new Option<bool>("--retry-errors") { Description = "Classify the tracks with errors of finished shards again." };
        var timings = new Option<bool>("--timings") { Description = "Print what the time was spent on." };
        var command = new Command("classify", "Classify a catalogue of any size into Parquet files. Run the same command again to resume.")
        {
            source, output, model, column, embeddings, top, size, shard, of, queue, lease, attempts, workers, downloads, megabytes, seconds, endpoint, retry, timings,
        };
        command.Validators.Add(result =>
        {
            bool isQueue = result.GetResult(queue) is { Implicit: false };
            if (isQueue && (result.GetResult(shard) is { Implicit: false } || result.GetResult(of) is { Implicit: false }))
            {
                result.AddError("--queue assigns the shards. Remove --queue, or --shard and --of");
            }
            else if (isQueue && result.GetValue(retry))
            {
                result.AddError("--retry-errors cannot be combined with --queue. Remove --queue to classify tracks with errors again");
            }
        });
        command.SetAction(parsed =>
        {
            bool isQueue = parsed.GetResult(queue) is { Implicit: false };
            ShardChoice choice = isQueue ? new ShardChoice(null, null) : ShardChoice.From(parsed.GetValue(shard), parsed.GetValue(of), Environment.GetEnvironmentVariable);
            string? wanted = parsed.GetValue(model);
            string folder = parsed.GetRequiredValue(output);
            using GenreClassifier classifier = ModelSymbols.Load(wanted);
            if (parsed.GetValue(embeddings) && classifier.EmbeddingSize == 0)
            {
                throw new GenreNetException("The model has no embedding output. Export it again, or remove --embeddings.");
            }

            var request = new CatalogueRequest
            {
                Source = parsed.GetRequiredValue(source),
                Folder = folder,
                Reading = new SourceOptions { Column = parsed.GetValue(column), Objects = new ObjectStoreOptions { Endpoint = parsed.GetValue(endpoint) } },
                ShardSize = parsed.GetValue(size),
                TopCount = parsed.GetValue(top),
                HasEmbeddings = parsed.GetValue(embeddings),
                Model = ModelSymbols.NameOf(wanted),
                ModelSha256 = ModelSymbols.ChecksumOf(wanted),
            };
            var options = new RunOptions
            {
                Workers = parsed.GetValue(workers),
                RetriesErrors = parsed.GetValue(retry),
                Fetch = new FetchOptions
                {
                    MaxBytes = parsed.GetValue(megabytes) * 1_000_000L,
                    MaxDuration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                    Parallelism = parsed.GetValue(downloads),
                },
            };
            CataloguePlan plan = CataloguePlan.OpenAsync(request, terminal.CancellationToken).GetAwaiter().GetResult();
            terminal.Say($"{Plural.Of(plan.Manifest.TrackCount, "track")} in {Plural.Of(plan.Manifest.ShardCount, "shard")}, model {plan.Manifest.Model}.");
            var leasing = new QueueOptions { Lease = TimeSpan.FromSeconds(parsed.GetValue(lease)), MaxFailures = parsed.GetValue(attempts) };
            string? connection = isQueue ? parsed.GetValue(queue) ?? Path.Combine(folder, DefaultQueue) : null;
            CatalogueSummary summary = Run(terminal, plan, choice, connection, leasing, classifier, options);
            ClassifyDisplay.Write(terminal, summary, plan.Manifest, plan.FindFinished().Count, folder);
            if (parsed.GetValue(timings))
            {
                ClassifyDisplay.WriteTimings(terminal, summary);
            }

            return summary.Failed.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static CatalogueSummary Run(
        Terminal terminal, CataloguePlan plan, ShardChoice choice, string? connection, QueueOptions leasing, GenreClassifier classifier, RunOptions options) =>
        terminal.Progress(json: false).Describe(show =>
        {
            Action<CatalogueProgress> report = progress => show(() => ClassifyDisplay.Running(progress), (double)progress.Done / Math.Max(progress.Total, 1));
            Task<CatalogueSummary> run = connection is null
                ? CatalogueClassifier.RunAsync(plan, choice.In(plan.Manifest.ShardCount), classifier, options, report, terminal.CancellationToken)
                : CatalogueClassifier.RunQueueAsync(plan, connection, leasing, classifier, options, report, terminal.CancellationToken);
            return run.GetAwaiter().GetResult();
        });

    private static Option<int?> Index(string name, string description, int minimum) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int value) && value >= minimum)
            {
                return value;
            }

            result.AddError($"{name} must be a number from {minimum}, not '{text}'");
            return null;
        },
    };
}
