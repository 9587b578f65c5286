using System.CommandLine;
using GenreNet.Core;
using GenreNet.Training.Live;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>watch RUN</c>: shows a running fit in the browser.</summary>
internal static class WatchCommand
{
    private const int DefaultPort = 5070;

    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "Folder of a run of 'train': one that is running, is finished, or does not exist yet." };
        Option<int> port = Port();
        var command = new Command("watch", "Show a running fit in the browser, on this computer only: progress, learning curves, time left and settings.") { run, port };
        command.SetAction(parsed =>
        {
            using LiveServer server = Open(terminal, new RunFolder(parsed.GetRequiredValue(run)), parsed.GetValue(port));
            terminal.Say("Press Ctrl+C to stop. The run is not affected.");
            terminal.CancellationToken.WaitHandle.WaitOne();
            return ExitCode.Interrupted;
        });
        return command;
    }

    /// <summary>Creates the option for the port of the page.</summary>
    public static Option<int> Port() => CliSymbols.Number("--port", "Port of the page at 127.0.0.1; 0 for any free port.", DefaultPort, 0, 65535);

    /// <summary>Starts the server of the page of a run.</summary>
    /// <exception cref="GenreNetException">The port is in use, or the path is that of a file.</exception>
    public static LiveServer Open(Terminal terminal, RunFolder folder, int port)
    {
        if (File.Exists(folder.Path))
        {
            throw new GenreNetException($"{folder.Path} is a file. Give the folder of a run of 'genrenet train'.");
        }

        LiveServer server = LiveServer.Start(new LiveRun(folder, TimeProvider.System), port);
        terminal.Say($"Showing {folder.Path} at {server.Url}");
        return server;
    }
}
