using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>download NAME [--out DIR] [--url URL] [--sha256 HEX]</c>: downloads and extracts a dataset.</summary>
internal static class DownloadCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = $"Name of the dataset: {string.Join(", ", KnownArchives.Names)}." };
        CliSymbols.AcceptOnly(name, KnownArchives.Names);
        Option<string> folder = OutputSymbols.Folder("Folder of the dataset. Default: data/NAME.", isRequired: false);
        Option<Uri> url = CliSymbols.Address("--url", "URL of a .tar.gz or .zip archive to download instead of the known archives of the dataset.");
        var sum = new Option<string>("--sha256") { Description = "Expected SHA-256 checksum of the archive at --url, as 64 hexadecimal digits." };
        var command = new Command("download", "Download a dataset, verify its checksum, and unpack it. An interrupted download is resumed.") { name, folder, url, sum };
        command.Validators.Add(result => Check(result, url, sum));
        command.SetAction(parsed =>
        {
            string dataset = parsed.GetRequiredValue(name);
            string target = parsed.GetValue(folder) ?? Path.Combine("data", dataset);
            IReadOnlyList<DatasetArchive> archives = parsed.GetValue(url) is { } given
                ? [new DatasetArchive { Name = "the archive", Url = given, Sha256 = parsed.GetValue(sum) }]
                : KnownArchives.Find(dataset);
            Run(terminal, archives, target);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Run(Terminal terminal, IReadOnlyList<DatasetArchive> archives, string folder)
    {
        var downloader = new DatasetDownloader();
        DownloadResult result = new TransferDisplay(terminal, TimeProvider.System).Show(
            progress => downloader.DownloadAsync(archives, folder, progress, terminal.CancellationToken).GetAwaiter().GetResult());
        string content = string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(result.FileCount, "file")}, {result.Length / 1e6:0.0} MB");
        string origin = $"from {result.Url}, sha256 {result.Sha256}{(result.IsVerified ? "" : " (not verified)")}";
        terminal.Say(result.WasAlreadyPresent
            ? $"{result.Folder} is already complete: {content}, {origin}."
            : $"Wrote {result.Folder}: {content}, {origin}.");
        terminal.Say($"Train on it with: genrenet train {result.Folder} --out runs/first");
    }

    private static void Check(CommandResult result, Option<Uri> url, Option<string> sum)
    {
        if (result.GetResult(sum) is not { Tokens: [var token] })
        {
            return;
        }

        if (!DatasetArchive.IsSha256(token.Value))
        {
            result.AddError($"--sha256 must have 64 hexadecimal digits, not '{token.Value}'");
        }
        else if (result.GetResult(url) is null)
        {
            result.AddError("--sha256 applies only to an archive given with --url. Add --url, or remove --sha256");
        }
    }
}
