using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;

namespace GenreNet.Core.Audio;

/// <summary>Represents one run of ffmpeg that decodes to float WAV on its standard output.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    private const int LogLimit = 1 << 13;

    private readonly Process _process;
    private readonly ChildLimits _limits;
    private readonly StringBuilder _log = new();
    private readonly Task _drain;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _stop;
    private Task _feed = Task.CompletedTask;
    private volatile ExceptionDispatchInfo? _inputProblem;

    private FfmpegProcess(Process process, CancellationToken cancellationToken)
    {
        _process = process;
        _cancellationToken = cancellationToken;
        // Apply the limits before ffmpeg receives the first byte of input.
        _limits = ChildLimits.Apply(process);
        // ffmpeg blocks while a pipe is full or empty, so each of its three pipes has its own thread: this one, the feeding thread, and the
        // caller's.
        _drain = OnThread(Drain);
        // A caller that waits for a sample then finds the pipe closed.
        _stop = cancellationToken.Register(Kill);
    }

    /// <summary>Gets the WAV stream.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts ffmpeg.</summary>
    /// <param name="program">Full path of ffmpeg.</param>
    /// <param name="arguments">Command line arguments.</param>
    /// <param name="input">Content of ffmpeg's standard input, from the first byte to the end; null if it reads a file.</param>
    /// <param name="name">Name of the audio in messages.</param>
    /// <param name="cancellationToken">Kills ffmpeg when cancelled.</param>
    public static FfmpegProcess Start(string program, IEnumerable<string> arguments, ByteSource? input, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = new TaskCompletionSource<FfmpegProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        // One thread starts the process and stays alive until it has ended: Linux ends a child with the thread that started it (see
        // ChildLimits).
        Task feed = OnThread(() =>
        {
            try
            {
                started.SetResult(new FfmpegProcess(Process.Start(ChildLimits.Wrap(program, arguments))!, cancellationToken));
            }
            catch (Exception problem)
            {
                started.SetException(problem);
                return;
            }

            FfmpegProcess process = started.Task.Result;
            process.Feed(input);
            process._process.WaitForExit();
        });
        try
        {
            FfmpegProcess process = started.Task.GetAwaiter().GetResult();
            process._feed = feed;
            return process;
        }
        catch (Win32Exception problem)
        {
            throw new DependencyMissingException("ffmpeg", $"ffmpeg could not be started for {name} ({problem.Message.TrimEnd('.')}). Reinstall ffmpeg.", problem);
        }
    }

    /// <summary>Switches to the processor time limit for decoding, after the first samples have arrived.</summary>
    public void HasBegun()
    {
        try
        {
            ChildLimits.AllowDecoding(_process);
        }
        catch (Exception problem) when (problem is DllNotFoundException or EntryPointNotFoundException or InvalidOperationException)
        {
            // There was no limit, or ffmpeg has ended.
        }
    }

    /// <summary>Waits for ffmpeg to end by itself.</summary>
    /// <returns>The exit code, and the start of the log without lines that are not about the audio.</returns>
    /// <exception cref="OperationCanceledException">ffmpeg was killed because of cancellation.</exception>
    /// <exception cref="AudioFormatException">The input could not be read.</exception>
    public (int ExitCode, string Log) Finish()
    {
        _process.WaitForExit();
        _drain.Wait();
        _cancellationToken.ThrowIfCancellationRequested();
        _inputProblem?.Throw();

        return (_process.ExitCode, _log.ToString());
    }

    /// <summary>Stops ffmpeg and waits until its input and log are no longer in use.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        Kill();
        _process.WaitForExit();
        _drain.Wait();
        _feed.Wait();
        _process.Dispose();
        _limits.Dispose();
    }

    private static Task OnThread(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception problem) when (problem is InvalidOperationException or Win32Exception or AggregateException)
        {
            // The process has already ended.
        }
    }

    private void Feed(ByteSource? input)
    {
        Stream pipe = _process.StandardInput.BaseStream;
        try
        {
            input?.CopyAllTo(pipe, input.CanSeek ? TrailingTags.Start(input) : null);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // ffmpeg ended before reading all of its input: either it needed no more, or its log has the reason.
        }
        catch (Exception problem)
        {
            // Set before the input pipe closes, and thus before ffmpeg can end: Finish throws it.
            _inputProblem = ExceptionDispatchInfo.Capture(problem);
        }
        finally
        {
            Close(pipe);
        }
    }

    private static void Close(Stream pipe)
    {
        try
        {
            pipe.Dispose();
        }
        catch (IOException)
        {
            // ffmpeg has ended.
        }
    }

    private void Drain()
    {
        while (_process.StandardError.ReadLine() is { } line)
        {
            if (_log.Length < LogLimit && FfmpegLog.IsAboutSound(line))
            {
                _log.Append(line, 0, Math.Min(line.Length, LogLimit)).Append('\n');
            }
        }
    }
}
