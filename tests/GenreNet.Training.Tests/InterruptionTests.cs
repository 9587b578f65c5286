using System.Diagnostics;
using System.Runtime.InteropServices;
using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests;

/// <summary>The command as a process of its own, which signals end.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private FileStream? _writer;

    public InterruptionTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no POSIX signals");

    public void Dispose()
    {
        _writer?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task A_command_that_waits_for_endless_input_ends_on_a_signal(string signal, int exitCode)
    {
        IgnoredSignal.Skip(signal);
        using Process command = await WaitingForInputAsync();
        await SendAsync(signal, command);
        Assert.Contains("Interrupted. No file is incomplete", await command.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await command.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(exitCode, command.ExitCode);
    }

    [Fact]
    public void A_second_signal_ends_the_process_immediately()
    {
        var codes = new List<int>();
        using var interruption = new Interruption(code =>
        {
            lock (codes)
            {
                codes.Add(code);
            }
        });
        interruption.Receive(PosixSignal.SIGTERM);
        Assert.True(interruption.Token.IsCancellationRequested);
        Assert.Equal(ExitCode.Terminated, interruption.CodeOf(ExitCode.Interrupted));
        interruption.Receive(PosixSignal.SIGINT);
        lock (codes)
        {
            Assert.Equal(ExitCode.Interrupted, codes[0]);
        }
    }

    [Fact]
    public void Only_an_interrupted_command_has_the_exit_code_of_a_signal()
    {
        using var interruption = new Interruption();
        Assert.Equal((ExitCode.Done, ExitCode.Interrupted), (interruption.CodeOf(ExitCode.Done), interruption.CodeOf(ExitCode.Interrupted)));
        Assert.False(interruption.Token.IsCancellationRequested);
    }

    // A pipe whose writer writes nothing: the command waits in the system, where nothing looks at a token.
    private async Task<Process> WaitingForInputAsync()
    {
        string pipe = _folder.File("pipe.wav");
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var start = new ProcessStartInfo("dotnet", [typeof(GenreNetCli).Assembly.Location, "extract", pipe, "--out", Path.Combine(_folder.Path, "out")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process command = Process.Start(start)!;
        // Returns when the command has opened the pipe.
        _writer = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write), TestContext.Current.CancellationToken);
        return command;
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
