using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests.Cli;

/// <summary>The command in this process, with its streams in memory.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static CliRun Of(params string[] arguments) => Of(CancellationToken.None, arguments);

    public static CliRun Of(CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = GenreNetCli.Run(arguments, new Terminal(output, error, isOutputLive: false, isErrorLive: false, cancellationToken));
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }
}
