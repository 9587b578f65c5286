using System.CommandLine;
using GenreNet.Catalogue;
using GenreNet.Core;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>catalogue merge RESULTS --out FILE.parquet</c>: combines all parts into one file.</summary>
internal static class CatalogueMergeCommand
{
    private const string FileName = "catalogue.parquet";

    public static Command Create(Terminal terminal)
    {
        Argument<string> folder = CatalogueSymbols.Results();
        Option<string?> output = OutputSymbols.File("the rows of all parts", FileName);
        var partial = new Option<bool>("--partial") { Description = "Leave out shards that are not finished. By default they are an error." };
        var command = new Command("merge", "Combine all parts, in the order of the catalogue, into one Parquet file.") { folder, output, partial };
        command.SetAction(parsed =>
        {
            string path = OutputSymbols.PathOf(parsed.GetRequiredValue(output)!, FileName);
            var results = CatalogueResults.Open(parsed.GetRequiredValue(folder));
            long rows = CatalogueMerge.Write(results, path, parsed.GetValue(partial), terminal.CancellationToken);
            int missing = results.MissingShards.Count();
            string note = missing > 0 ? $" Left out: {missing} of {Plural.Of(results.Manifest.ShardCount, "shard")}." : string.Empty;
            terminal.Say($"Wrote {Plural.Of(rows, "row")} to {path}.{note}");
            return ExitCode.Done;
        });
        return command;
    }
}
