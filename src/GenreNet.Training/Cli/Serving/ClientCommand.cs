using System.CommandLine;
using GenreNet.Training.Serving;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>client FILE|FOLDER... [--url URL]</c>: sends files to a running service and measures its accuracy.</summary>
internal static class ClientCommand
{
    private const string DefaultUrl = "http://127.0.0.1:5050";
    private const string KeyVariable = "GENRENET_API_KEY";

    public static Command Create(Terminal terminal) => Create(terminal, TimeProvider.System);

    internal static Command Create(Terminal terminal, TimeProvider time)
    {
        Argument<string[]> audio = CliSymbols.Audio();
        var url = new Option<string>("--url") { Description = "URL of the service.", DefaultValueFactory = _ => DefaultUrl };
        var actual = new Option<string?>("--actual-genre") { Description = "Actual genre of all files. Default: the genre whose name one of its folders has, such as music/blues, or with which its file name begins, such as blues.00000.wav." };
        Option<double> timeout = CliSymbols.Number("--timeout", "Maximum time to wait for an answer, in seconds.", 100.0, 0.1, 86_400);
        Option<int> parallel = CliSymbols.Number("--parallel", "Number of files to send at the same time.", 4, 1, 256);
        var key = new Option<string?>("--api-key") { Description = $"API key of the service. Default: the environment variable {KeyVariable}." };
        Option<bool> json = CliSymbols.Json();
        var command = new Command("client", "Classify files with a running service, and measure the accuracy.") { audio, url, actual, timeout, parallel, key, json };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            {
                result.AddError($"--url must be an address such as {DefaultUrl}, not '{result.GetValueOrDefault<string>()}'");
            }
        });
        command.SetAction(async (parsed, _) =>
        {
            bool isJson = parsed.GetValue(json);
            AudioInputs inputs = Existing(AudioArguments.Expand(parsed.GetRequiredValue(audio)));
            if (inputs.Report(terminal) == ExitCode.Failed && inputs.Files.Count == 0)
            {
                return ExitCode.Failed;
            }

            using var client = new ServiceClient(
                new Uri(parsed.GetRequiredValue(url)), parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable), TimeSpan.FromSeconds(parsed.GetValue(timeout)), time);
            IReadOnlyList<string>? genres = await client.GenresAsync(terminal.CancellationToken);
            (string, string?)[] work = [.. inputs.Files.Select(file => (file.Path, parsed.GetValue(actual) ?? FileNameGenre.Guess(file.Path, file.RelativePath, genres)))];
            IReadOnlyList<ServedFile> results = Send(terminal, client, work, genres, parsed.GetValue(parallel), isJson);
            if (!isJson)
            {
                ServedFilesDisplay.Write(terminal, results);
            }

            return inputs.Problems.Count == 0 && results.All(result => result.Answer is not null) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static IReadOnlyList<ServedFile> Send(
        Terminal terminal,
        ServiceClient client,
        (string Path, string? ActualGenre)[] files,
        IReadOnlyList<string>? genres,
        int parallelism,
        bool isJson) =>
        terminal.Progress(json: true).Count("Classifying", "files", report =>
        {
            int count = 0;
            return ServiceRun.SendAsync(client, files, genres, parallelism, Done, terminal.CancellationToken).GetAwaiter().GetResult();

            void Done(ServedFile file)
            {
                report(++count, files.Length);
                if (isJson)
                {
                    terminal.Output.WriteLine(file.ToJson());
                }

                foreach (string warning in file.Answer?.Warnings ?? [])
                {
                    terminal.Warn(warning.Contains(Path.GetFileName(file.Path), StringComparison.Ordinal) ? warning : $"{file.Path}: {warning}");
                }

                if (file.Error is not null)
                {
                    terminal.Fail(file.Error.Contains(Path.GetFileName(file.Path), StringComparison.Ordinal) ? file.Error : $"{file.Path}: {file.Error}");
                }
            }
        });

    // Reported before anything is sent, unlike files that cannot be decoded.
    private static AudioInputs Existing(AudioInputs inputs)
    {
        ILookup<bool, AudioInput> files = inputs.Files.ToLookup(file => File.Exists(file.Path));
        return new AudioInputs([.. files[true]], [.. inputs.Problems, .. files[false].Select(file => $"There is no file or folder {file.Path}. Check the path.")]);
    }
}
