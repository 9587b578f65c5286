using System.ComponentModel;
using System.Diagnostics;
using GenreNet.Tests.Support.Pages;

namespace GenreNet.Architecture.Tests;

/// <summary>
/// The shell blocks of the pages are correct. Commands of <c>genrenet</c> are parsed and run by PageCommandTests of
/// GenreNet.Training.Tests, those of the service and of curl by PageCommandTests of GenreNet.Server.Tests, and the others are checked here.
/// </summary>
public class ShellBlockTests
{
    /// <summary>Programs that no test runs, with the reason.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["docker"] = "needs a container engine; DeployFilesTests read the files that it uses",
        ["cp"] = "installs a service of the system; the file is checked",
        ["systemctl"] = "starts a service of the system",
        ["sharpfuzz"] = "a tool that users install",
        ["FOLDER/GenreNet.Fuzzing"] = "a copy of the built project that users instrument",
        ["afl-fuzz"] = "a tool that users install, and it runs until it is stopped",
        ["chromium"] = "makes a picture of a report",
        ["npx"] = "downloads a tool",
        ["python3"] = "serves the site until it is stopped",
        ["duckdb"] = "a tool that users install; DuckDbQueryTests run the queries of the page",
    };

    /// <summary>Options of the runners of benchmarks and tests.</summary>
    private static readonly string[] RunnerOptions = ["--filter", "-class", "-method"];

    /// <summary>Commands of dotnet that change the machine. GenreNet.Packages.Tests run them, or the same with packages of their own.</summary>
    private static readonly string[] OutsideCommands =
        ["dotnet tool install", "dotnet tool restore", "dotnet new", "dotnet nuget add source", "dotnet add package", "dotnet add YOUR.csproj", "dotnet add ../genres"];

    public static TheoryData<string> Pages { get; } = [.. ShellPages.Paths];

    [Fact]
    public void Every_command_is_checked()
    {
        string[] problems =
            [.. ShellPages.Commands.Where(command => Problem(command) is not null).Select(command => $"{command}: {Problem(command)}")];
        Assert.True(problems.Length == 0, string.Join('\n', problems));
        Assert.Equal([], NotRun.Keys.Except(ShellPages.Commands.Select(command => command.Program)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Blocks_are_labelled_so_that_they_are_checked(string page) =>
        Assert.Empty(ShellPages.Blocks(page, "shell", "console", "powershell", "pwsh", "zsh", "cmd")
            .Select(block => $"{block.Page}:{block.Line}: use sh"));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Blocks_are_valid_shell(string page)
    {
        foreach ((string _, int line, string text) in ShellPages.Blocks(page, "sh", "bash"))
        {
            string error = BashErrors(text);
            Assert.True(error.Length == 0, $"{page}:{line}: {error}");
        }
    }

    [Fact]
    public void A_block_is_split_as_a_shell_splits_it()
    {
        const string Text = """
            NAME=1 one "two words" 'a # b' && two \
              --three    # a comment
            for x in p q; do
              run $x --out to/$x
            done
            """;
        string[] commands =
            [.. ShellPages.CommandsOf(("page.md", 7, Text)).Select(command => $"{command.Line}: {string.Join('|', command.Words)}")];
        Assert.Equal(["7: one|two words|a # b", "7: two|--three", "10: run|p|--out|to/p", "10: run|q|--out|to/q"], commands);
    }

    private static string? Problem(ShellCommand command) => command switch
    {
        { Project: { } project } => ProjectProblem(project) ?? OptionProblem(project, command.Arguments),
        { Program: "dotnet" } when OutsideCommands.Any(text => command.ToString().Contains($": {text}", StringComparison.Ordinal)) => null,
        { Words: ["dotnet", "build" or "test"] or ["dotnet", "test", "--filter-not-trait", "Category=Slow"] } => null,
        { Words: ["dotnet", "run", var script, ..] } when script.EndsWith(".cs", StringComparison.Ordinal) => FileProblem(script.Contains('/', StringComparison.Ordinal) ? script : $"samples/scripts/{script}"),
        { Program: "cd" } => FolderProblem(command.Words[1]),
        { Words: ["dotnet", "pack" or "publish" or "build", var project, ..] } => ProjectProblem(project),
        { Program: "curl" } => null,
        { Program: var program } when program.Split('/')[0] is "build" or ".ci" => FileProblem(program),
        { Program: "docker" } => FileProblem(command.Words[command.Words.Index().First(item => item.Item == "-f").Index + 1]),
        { Program: "cp" } => FileProblem(command.Words[1]),
        _ => NotRun.ContainsKey(command.Program) ? null : "no test checks it, and it is not in the list of programs that are not run",
    };

    private static string? ProjectProblem(string project)
    {
        var folder = new DirectoryInfo(Path.Combine(Repository.Root, project));
        return folder.Exists && folder.EnumerateFiles("*.csproj").Any() ? null : $"there is no project {project}";
    }

    private static string? FileProblem(string path) =>
        File.Exists(Path.Combine(Repository.Root, path)) ? null : $"there is no file {path}";

    private static string? FolderProblem(string path) =>
        Directory.Exists(Path.Combine(Repository.Root, path)) ? null : $"there is no folder {path}";

    /// <summary>Looks for an option in the source of a program that parses its arguments itself.</summary>
    private static string? OptionProblem(string project, string[] arguments)
    {
        if (project.StartsWith("src/", StringComparison.Ordinal))
        {
            return null;
        }

        string[] sources = [.. Repository.Sources(project).Select(File.ReadAllText)];
        return arguments.Where(argument => argument.StartsWith('-') && !RunnerOptions.Contains(argument))
            .FirstOrDefault(option => !sources.Any(source => source.Contains($"\"{option}\"", StringComparison.Ordinal))) is { } unknown
            ? $"the source of {project} has no option {unknown}" : null;
    }

    private static string BashErrors(string text)
    {
        try
        {
            var start = new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true };
            using Process bash = Process.Start(start)!;
            bash.StandardInput.Write(text);
            bash.StandardInput.Close();
            string error = bash.StandardError.ReadToEnd();
            bash.WaitForExit();
            return error;
        }
        catch (Win32Exception)
        {
            Assert.Skip("bash is not installed");
            throw;
        }
    }
}
