using System.CommandLine;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>completions SHELL</c>: prints the script that completes <c>genrenet</c> in a shell.</summary>
internal static class CompletionsCommand
{
    /// <summary>The shells that have a script, by the name of their program.</summary>
    internal static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = $"The shell: {string.Join(", ", Shells)} (PowerShell)." };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new Command("completions", "Print a script that completes commands, options and their values in a shell.") { shell };
        command.SetAction(parsed =>
        {
            terminal.Output.Write(Script(parsed.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Script(string shell)
    {
        using Stream resource = typeof(CompletionsCommand).Assembly.GetManifestResourceStream($"Completion/{shell}")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
