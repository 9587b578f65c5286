using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;

namespace GenreNet.Core.Audio;

/// <summary>One run of ffmpeg that decodes to float WAV on its standard output.</summary>
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
        // Before the first byte of input reaches it.
        _limits = ChildLimits.Apply(process);
        // ffmpeg waits while a pipe is full or empty, so each of its three has a thread: this one, the one that feeds it, and the caller's.
        _drain = OnThread(Drain);
        // A caller that waits for a sample then finds the pipe closed.
        _stop = cancellationToken.Register(Kill);
    }

    /// <summary>The WAV stream.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts ffmpeg.</summary>
    /// <param name="program">Full path of ffmpeg.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="input">What it reads from its standard input, from the first byte to the end; null where it reads a file.</param>
    /// <param name="name">What messages call the audio.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static FfmpegProcess Start(string program, IEnumerable<string> arguments, ByteSource? input, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = new TaskCompletionSource<FfmpegProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        // One thread starts the process and stays until it has ended: Linux ends a child with the thread that started it (see ChildLimits).
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
            throw new DependencyMissingException("ffmpeg", $"ffmpeg could not be started for {name} ({problem.Message.TrimEnd('.')}): reinstall ffmpeg.", problem);
        }
    }

    /// <summary>Tells that the first samples have come: from now on, processor time is that of decoding.</summary>
    public void HasBegun()
    {
        try
        {
            ChildLimits.AllowDecoding(_process);
        }
        catch (Exception problem) when (problem is DllNotFoundException or EntryPointNotFoundException or InvalidOperationException)
        {
            // There was no limit to begin with, or ffmpeg has ended.
        }
    }

    /// <summary>Waits for ffmpeg to end by itself.</summary>
    /// <returns>Its exit code, and the start of its log without lines that are not about the sound.</returns>
    /// <exception cref="OperationCanceledException">It was killed.</exception>
    /// <exception cref="AudioFormatException">Its input could not be read.</exception>
    public (int ExitCode, string Log) Finish()
    {
        _process.WaitForExit();
        _drain.Wait();
        _cancellationToken.ThrowIfCancellationRequested();
        _inputProblem?.Throw();

        return (_process.ExitCode, _log.ToString());
    }

    /// <summary>Ends ffmpeg and returns once neither its input nor its log is read any more.</summary>
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
            // It ended by itself.
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
            // ffmpeg ended before it had read everything: it found what it needed, or its log says why.
        }
        catch (Exception problem)
        {
            // Known before the input ends for ffmpeg, so before ffmpeg can end: the reader throws it.
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
