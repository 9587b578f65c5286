using System.ComponentModel;
using System.Diagnostics;

namespace GenreNet.Packages.Tests.Support;

/// <summary>Runs programs as a user would from a shell.</summary>
internal static class Tool
{
    private static readonly string[] Settings = ["MSBUILD", "TESTINGPLATFORM", "MINVER", "RUNANALYZERS"];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    /// <summary>Runs one to its end.</summary>
    public static ToolResult Run(string folder, string program, params string[] arguments) => Run(folder, [], program, arguments);

    /// <summary>Runs one to its end, with environment variables of its own.</summary>
    public static ToolResult Run(string folder, Dictionary<string, string> environment, string program, params string[] arguments)
    {
        using Process process = Start(folder, environment, program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Limit.TotalMinutes} minutes.");
        }

        return new ToolResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Runs the dotnet command and expects that it succeeds.</summary>
    public static void Dotnet(string folder, params string[] arguments) => Dotnet(folder, [], arguments);

    /// <summary>Runs the dotnet command with environment variables of its own, and expects that it succeeds.</summary>
    public static void Dotnet(string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        ToolResult result = Run(folder, environment, "dotnet", arguments);
        Assert.True(result.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{result.Output}\n{result.Error}");
        Assert.DoesNotContain(": warning ", result.Output, StringComparison.Ordinal);
    }

    /// <summary>Starts one.</summary>
    public static Process Start(string folder, string program, params string[] arguments) => Start(folder, [], program, arguments);

    private static Process Start(string folder, Dictionary<string, string> environment, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // The settings of the test runner, and the version of the build, are none of the program's.
        foreach (string name in start.Environment.Keys.Where(key => Settings.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToArray())
        {
            start.Environment.Remove(name);
        }

        // Build processes that wait for the next build would outlive the tests. The compiler is stopped at their end.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["SharedCompilationId"] = SharedCompiler.Name;
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Whether a program is on the machine.</summary>
    public static bool Exists(string program)
    {
        try
        {
            return Run(Path.GetTempPath(), program, "--version").ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
