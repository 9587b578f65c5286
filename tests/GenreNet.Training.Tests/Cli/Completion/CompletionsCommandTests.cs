using System.ComponentModel;
using System.Diagnostics;
using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests.Cli.Completion;

/// <summary>The scripts of <c>completions</c>, run by the shells that are installed.</summary>
public sealed class CompletionsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CompletionsCommandTests()
    {
        foreach (string shell in CompletionsCommand.Shells)
        {
            CliRun run = CliRun.Of(["completions", shell]);
            Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
            File.WriteAllText(_folder.File($"completions.{shell}"), run.Output);
        }

        if (!OperatingSystem.IsWindows())
        {
            // As it is installed: one program on PATH.
            string program = _folder.File("bin", "genrenet");
            File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{typeof(GenreNetCli).Assembly.Location}' \"$@\"\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_unknown_shell_is_refused_with_the_known_ones()
    {
        CliRun run = CliRun.Of(["completions", "tcsh"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("bash", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("genrenet pre", "predict prepare")]
    [InlineData("genrenet  predict --genres ", "audioset gtzan")]
    [InlineData("genrenet train music --network cr", "crnn")]
    [InlineData("genrenet predict --genres=a", "audioset")]
    [InlineData("genrenet predict ", "")]
    public void Bash_completes(string line, string expected)
    {
        // As bash calls the function: the words, the line, and the position of the cursor.
        string script = $$"""
            source completions.bash
            COMP_LINE={{Quoted(line)}} COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _genrenet genrenet "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[@]}"
            complete -p genrenet
            """;
        Assert.Equal(
            [expected, "complete -o bashdefault -o default -F _genrenet genrenet"],
            Run("bash", "--noprofile", "--norc", "-c", script).TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("genrenet pre", "predict prepare")]
    [InlineData("genrenet models ", "add get list remove where")]
    [InlineData("genrenet predict --genres a", "audioset")]
    [InlineData("genrenet predict so", "song.wav")]
    public void Fish_completes(string line, string expected)
    {
        File.WriteAllText(_folder.File("song.wav"), string.Empty);
        Assert.Equal(expected, Words(Run("fish", "--no-config", "-c", $"source completions.fish; complete --do-complete {Quoted(line)}")));
    }

    [Fact]
    public void Zsh_completes()
    {
        // compadd and _files exist only while zsh completes a line; here, they print what they receive.
        const string Script = """
            compdef() { print "compdef $@" }
            compadd() { print -- "${(@P)2}" }
            _files() { print files }
            source completions.zsh
            complete() { words=(${(z)1}); [[ $1 == *' ' ]] && words+=(''); CURRENT=$#words PREFIX=$words[-1]; _genrenet }
            complete 'genrenet pre'
            complete 'genrenet predict --genres '
            complete 'genrenet predict '
            """;
        Assert.Equal("compdef _genrenet genrenet\npredict prepare\naudioset gtzan\nfiles\n", Run("zsh", "--no-rcs", "-c", Script));
    }

    [Theory]
    [InlineData("genrenet pre", "predict prepare")]
    [InlineData("genrenet predict --genres ", "audioset gtzan")]
    public void PowerShell_completes(string line, string expected)
    {
        string script = $"""
            Get-Content -Raw completions.pwsh | Invoke-Expression
            (TabExpansion2 -inputScript {Quoted(line)} -cursorColumn {line.Length}).CompletionMatches.CompletionText
            """;
        Assert.Equal(expected, Words(Run("pwsh", "-NoProfile", "-NonInteractive", "-Command", script)));
    }

    private static string Quoted(string text) => $"'{text}'";

    private static string Words(string output) =>
        string.Join(' ', output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private string Run(string shell, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the program on PATH is a script of Unix");
        try
        {
            var start = new ProcessStartInfo(shell, arguments) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true };
            start.Environment["PATH"] = $"{_folder.File("bin")}{Path.PathSeparator}{start.Environment["PATH"]}";
            start.Environment["HOME"] = _folder.Path;
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{shell} is not installed");
            throw;
        }
    }
}
