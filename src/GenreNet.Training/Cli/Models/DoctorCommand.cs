using System.CommandLine;
using System.Text.Json;
using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.Training.Reports;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>doctor [--model FILE] [--json]</c>: checks whether this machine has everything that is required.</summary>
internal static class DoctorCommand
{
    private const double LittleSpace = 2e9;

    public static Command Create(Terminal terminal)
    {
        Option<string?> model = ModelSymbols.Model();
        Option<bool> json = CliSymbols.Json();
        var command = new Command("doctor", "Check everything that classification and training require on this machine: native libraries, ffmpeg, disk space and the model.") { model, json };
        command.SetAction(parsed =>
        {
            EnvironmentCheck installed = Installed();
            string? named = parsed.GetValue(model);
            // An unusable model folder is reported together with all other results.
            string? path = named is null && installed.Status != CheckStatus.Passed ? null : ModelSymbols.PathOf(named);
            EnvironmentReport own = GenreClassifier.CheckEnvironment(path);
            var report = new EnvironmentReport([.. own.Checks, installed, Torch(), Disk(Environment.CurrentDirectory)]);
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(JsonSerializer.Serialize(report, DoctorJson.Default.EnvironmentReport));
            }
            else
            {
                Show(terminal, report);
            }

            return report.IsReady ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Show(Terminal terminal, EnvironmentReport report)
    {
        TableDisplay.Write(terminal.People(json: false), new ReportTable(
            "Environment",
            [new("check"), new("status"), new("details")],
            [.. report.Checks.Select(check => (string[])[check.Name, Word(check.Status), check.Detail])]));
        foreach (EnvironmentCheck check in report.Checks.Where(check => check.Remedy is not null))
        {
            terminal.Say($"{check.Name}: {check.Remedy}.");
        }

        terminal.Output.WriteLine(report.IsReady ? "Ready." : "Not ready. Fix the failed checks above.");
    }

    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Passed => "ok",
        CheckStatus.Warning => "warning",
        _ => "FAILED",
    };

    private static EnvironmentCheck Installed()
    {
        const string Name = "Installed models";
        try
        {
            string folder = InstalledModels.Folder;
            IReadOnlyList<string> names = InstalledModels.List();
            string used = InstalledModels.Find(InstalledModels.Pretrained) is { } path
                ? $"; '{InstalledModels.Pretrained}' is {Path.GetFileNameWithoutExtension(path)}, the default model"
                : $"; '{InstalledModels.InstallCommand(InstalledModels.Pretrained)}' installs a more accurate model than the embedded one";
            string list = names.Count == 0 ? "none" : string.Join(", ", names);
            return new EnvironmentCheck(Name, CheckStatus.Passed, $"{list} in {folder}{used}");
        }
        catch (GenreNetException problem)
        {
            return new EnvironmentCheck(Name, CheckStatus.Warning, "cannot be listed", problem.Message.TrimEnd('.'));
        }
    }

    private static EnvironmentCheck Torch()
    {
        const string Name = "libtorch (training)";
        try
        {
            NativeTorch.EnsureLoaded();
            string way = NativeTorch.IsAdapted ? "; its native bridge was adapted to the older C++ runtime of this machine" : string.Empty;
            string convolutions = OneDnn.EnsureCorrect() ? string.Empty : "; oneDNN computes wrong convolutions on this processor and is switched off";
            return new EnvironmentCheck(Name, CheckStatus.Passed, $"TorchSharp {typeof(TorchSharp.torch).Assembly.GetName().Version?.ToString(3)}, {Plural.Of(TorchSharp.torch.get_num_threads(), "thread")}{way}{convolutions}");
        }
        catch (DependencyMissingException problem)
        {
            return new EnvironmentCheck(Name, CheckStatus.Failed, "cannot be loaded", problem.Message.TrimEnd('.'));
        }
        catch (GenreNetException problem)
        {
            return new EnvironmentCheck(Name, CheckStatus.Failed, "computes wrong convolutions", problem.Message.TrimEnd('.'));
        }
    }

    private static EnvironmentCheck Disk(string folder)
    {
        const string Name = "Disk";
        try
        {
            long free = new DriveInfo(folder).AvailableFreeSpace;
            string detail = FormattableString.Invariant($"{free / 1e9:0.0} GB free in {folder}");
            return free >= LittleSpace
                ? new EnvironmentCheck(Name, CheckStatus.Passed, detail)
                : new EnvironmentCheck(Name, CheckStatus.Warning, detail, "GTZAN requires 1.3 GB for the download and 1.3 GB for the unpacked files; free disk space, or work in another folder");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new EnvironmentCheck(Name, CheckStatus.Warning, $"the free space of {folder} is unknown ({problem.Message.TrimEnd('.')})");
        }
    }
}
