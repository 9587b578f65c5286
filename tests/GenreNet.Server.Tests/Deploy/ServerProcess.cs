using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GenreNet.Server.Tests.Deploy;

/// <summary>The service as a process of its own, on a free port of this machine.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly List<string> _output;

    private ServerProcess(Process process, Uri url, List<string> output) => (_process, Url, _output) = (process, url, output);

    public Uri Url { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Gets the lines that it has written so far, to standard output and standard error.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
            {
                return [.. _output];
            }
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="program">The program's <c>.dll</c>; null for that of the tests' own folder.</param>
    /// <param name="arguments">Further arguments.</param>
    public static Task<ServerProcess> StartAsync(string? program = null, params string[] arguments) => StartAsync(program, folder: null, [], arguments);

    /// <summary>Starts it in a folder with environment variables and waits until it listens.</summary>
    /// <param name="program">The program's <c>.dll</c>; null for that of the tests' own folder.</param>
    /// <param name="folder">The folder, where it looks for <c>appsettings.json</c>; null for that of the tests.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<ServerProcess> StartAsync(string? program, string? folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? string.Empty };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (string argument in (string[])[program ?? typeof(ServerHost).Assembly.Location, "--urls", "http://127.0.0.1:0", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        var url = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        void Listen(object sender, DataReceivedEventArgs line)
        {
            lock (said)
            {
                said.Add(line.Data ?? "(end)");
            }

            if (line.Data is not null && Address().Match(line.Data) is { Success: true } match)
            {
                url.TrySetResult(new Uri(match.Groups[1].Value));
            }
        }

        process.OutputDataReceived += Listen;
        process.ErrorDataReceived += Listen;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.Exited += (_, _) => url.TrySetException(new InvalidOperationException("it ended"));
        process.EnableRaisingEvents = true;
        try
        {
            return new ServerProcess(process, await url.Task.WaitAsync(Patience, TestContext.Current.CancellationToken), said);
        }
        catch (Exception problem)
        {
            string end = process.HasExited ? $"it ended with {process.ExitCode}" : "it did not listen in time";
            process.Kill();
            process.Dispose();
            if (problem is OperationCanceledException)
            {
                throw;
            }

            throw new InvalidOperationException($"The service did not start, {end}: {string.Join('\n', said)}", problem);
        }
    }

    /// <summary>Tells it to stop, as an operator's system does.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Sends it a signal.</summary>
    /// <param name="name">The name without SIG.</param>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>Waits for a line of its output.</summary>
    /// <param name="words">What the line contains.</param>
    public async Task<string> LineAsync(string words)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (Output.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            Assert.True(clock.Elapsed < Patience, $"No line of the service contains '{words}': {string.Join('\n', Output)}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Address();
}
