using System.Runtime.InteropServices;
using GenreNet.Training.Cli;

namespace GenreNet.Training;

/// <summary>SIGINT and SIGTERM: the first one cancels the work, and ends the process if the work does not end soon; a second one ends the process at once.</summary>
/// <remarks>Files are written under another name and renamed, so nothing is half-written however the process ends.</remarks>
internal sealed partial class Interruption : IDisposable
{
    // Work looks at the token many times a second. What waits in the system for input (a pipe without a writer, a network file) cannot look.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Action<int> _end;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private volatile bool _isTermination;

    /// <summary>Begins to listen.</summary>
    public Interruption()
        : this(EndNow)
    {
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="end">Ends the process with an exit code.</param>
    internal Interruption(Action<int> end)
    {
        _end = end;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Set by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>The exit code of the process: that of the command, or 143 where SIGTERM interrupted it.</summary>
    /// <param name="code">What the command returned.</param>
    public int CodeOf(int code) => code == ExitCode.Interrupted && _isTermination ? ExitCode.Terminated : code;

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>Takes a signal: the first one cancels, a second one ends the process.</summary>
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

    // Without the clean-up of native libraries, which could wait for, or crash under, the threads that still work.
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
