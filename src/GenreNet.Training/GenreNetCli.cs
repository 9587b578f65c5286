using System.CommandLine;
using System.CommandLine.Parsing;
using GenreNet.Core;
using GenreNet.Training.Cli;

namespace GenreNet.Training;

/// <summary>
/// Implements the <c>genrenet</c> command: parses and runs commands, and converts every failure to a one-sentence message and an exit code.
/// </summary>
internal static class GenreNetCli
{
    /// <summary>The message shown when the user interrupts a command.</summary>
    public const string InterruptedText =
        "Interrupted. No file is incomplete. Run the same command again to resume a download (.partial) or a catalogue, or with --resume to resume training (checkpoint.npz).";

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The command-line arguments.</param>
    /// <param name="terminal">Receives the output.</param>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (arguments.Contains(string.Empty))
        {
            terminal.Fail("An argument is empty. Give it a value, and check that all shell variables are set.");
            return ExitCode.WrongUsage;
        }

        (arguments, IReadOnlyList<string> renamed) = RenamedOptions.Replace(arguments);
        foreach (string note in renamed)
        {
            terminal.Warn(note);
        }

        ParseResult parsed = Parse(arguments.Count == 0 ? ["--help"] : arguments, terminal);
        // [suggest] is followed by a command line that the user has not completed yet.
        if (parsed.Action is not SuggestAction && UnknownSymbol.In(parsed, arguments) is { } unknown)
        {
            terminal.Fail($"{unknown}. See 'genrenet {string.Join(' ', CommandPath(parsed))}--help'.");
            return ExitCode.WrongUsage;
        }

        if (parsed.Action is not SuggestAction && parsed.Errors.Count > 0)
        {
            terminal.Fail($"{OneLine(parsed.Errors[0].Message).TrimEnd('.')}. See 'genrenet {string.Join(' ', CommandPath(parsed))}--help'.");
            return ExitCode.WrongUsage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                // Program handles signals itself, and waits as long as an orderly shutdown takes.
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperationCanceledException) when (terminal.CancellationToken.IsCancellationRequested)
        {
            terminal.Fail(InterruptedText);
            return ExitCode.Interrupted;
        }
        catch (Exception problem) when (problem is GenreNetException or IOException or UnauthorizedAccessException)
        {
            terminal.Fail(problem.Message);
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // The last resort: an internal error also gives a message and an exit code, with everything that a bug report needs.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine($"genrenet: Internal error. Please report it together with these details: {fault}");
            return ExitCode.Failed;
        }
    }

    /// <summary>Parses a command line without running it.</summary>
    internal static ParseResult Parse(IReadOnlyList<string> arguments, Terminal terminal) => Guarded(Root(terminal)).Parse(arguments);

    // Validators of a command also run if one of its values cannot be parsed, which is already reported as a separate error.
    private static T Guarded<T>(T command)
        where T : Command
    {
        Action<CommandResult>[] validators = [.. command.Validators];
        command.Validators.Clear();
        command.Validators.AddRange(validators.Select(validate => (Action<CommandResult>)(result =>
        {
            try
            {
                validate(result);
            }
            catch (InvalidOperationException problem)
            {
                result.AddError(problem.Message);
            }
        })));
        foreach (Command inner in command.Subcommands)
        {
            Guarded(inner);
        }

        return command;
    }

    private static RootCommand Root(Terminal terminal)
    {
        RootCommand root = Commands(terminal);
        SuggestAction.AddTo(root, terminal);
        VersionAction.AddTo(root, terminal);
        return root;
    }

    private static RootCommand Commands(Terminal terminal) => new("Classify the genre of music, and train networks for genre classification.")
    {
        DemoCommand.Create(terminal),
        DownloadCommand.Create(terminal),
        CheckCommand.Create(terminal),
        ExploreCommand.Create(terminal),
        PrepareCommand.Create(terminal),
        TrainCommand.Create(terminal),
        FindRateCommand.Create(terminal),
        TuneCommand.Create(terminal),
        CrossvalCommand.Create(terminal),
        EvaluateCommand.Create(terminal),
        CompareCommand.Create(terminal),
        LeakageCommand.Create(terminal),
        ReportCommand.Create(terminal),
        RunsCommand.Create(terminal),
        WatchCommand.Create(terminal),
        PredictCommand.Create(terminal),
        ClassifyCommand.Create(terminal),
        CatalogueCommand.Create(terminal),
        SimilarCommand.Create(terminal),
        ModelsCommand.Create(terminal),
        CardCommand.Create(terminal),
        CalibrateCommand.Create(terminal),
        CombineCommand.Create(terminal),
        ClientCommand.Create(terminal),
        DriftCommand.Create(terminal),
        DoctorCommand.Create(terminal),
        NetworksCommand.Create(terminal),
        ExtractCommand.Create(terminal),
        ExportCommand.Create(terminal),
        SynthesizeCommand.Create(terminal),
        TagCommand.Create(terminal),
        OrganizeCommand.Create(terminal),
        PathCommand.Create(terminal),
        PlaylistCommand.Create(terminal),
        CompletionsCommand.Create(terminal),
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Returns the names of a command and its parent commands, each followed by a space.</summary>
    private static IEnumerable<string> CommandPath(ParseResult parsed)
    {
        IEnumerable<string> path = [""];
        for (CommandResult? result = parsed.CommandResult; result is { Command: not RootCommand }; result = result.Parent as CommandResult)
        {
            path = path.Prepend(result.Command.Name);
        }

        return path;
    }
}
