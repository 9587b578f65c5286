using System.Runtime.InteropServices;
using GenreNet.Training.Cli;

namespace GenreNet.Training;

/// <summary>
/// Handles SIGINT and SIGTERM: the first signal cancels the work, and ends the process if the work does not stop soon; a second one ends
/// the process immediately.
/// </summary>
/// <remarks>Files are written under a temporary name and renamed, so no file is incomplete however the process ends.</remarks>
internal sealed partial class Interruption : IDisposable
{
    // Work checks the token many times per second, but a system call that waits for input (a pipe without a writer, a network file) cannot.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Action<int> _end;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private volatile bool _isTermination;

    /// <summary>Registers the signal handlers.</summary>
    public Interruption()
        : this(EndNow)
    {
    }

    /// <summary>Registers the signal handlers with a custom termination.</summary>
    /// <param name="end">Ends the process with an exit code.</param>
    internal Interruption(Action<int> end)
    {
        _end = end;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Returns the exit code of the process: that of the command, or 143 if SIGTERM interrupted it.</summary>
    /// <param name="code">The exit code of the command.</param>
    public int CodeOf(int code) => code == ExitCode.Interrupted && _isTermination ? ExitCode.Terminated : code;

    /// <summary>Removes the signal handlers.</summary>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>Handles a signal: the first one cancels the work, a second one ends the process.</summary>
    internal void Receive(PosixSignal signal)
    {
        int code = signal == PosixSignal.SIGTERM ? ExitCode.Terminated : ExitCode.Interrupted;
        if (_cancellation.IsCancellationRequested)
        {
            _end(code);
            return;
        }

        _isTermination = signal == PosixSignal.SIGTERM;
        var watch = new Thread(() => EndLater(code)) { IsBackground = true };
        watch.Start();
        _cancellation.Cancel();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        Receive(context.Signal);
    }

    private void EndLater(int code)
    {
        Thread.Sleep(Patience);
        Console.Error.WriteLine($"genrenet: {GenreNetCli.InterruptedText}");
        _end(code);
    }

    // Skips the clean-up of native libraries, which could block on, or crash because of, threads that are still running.
    private static void EndNow(int code)
    {
        if (!OperatingSystem.IsWindows())
        {
            EndUnix(code);
        }

        Environment.Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void EndUnix(int code);
}
