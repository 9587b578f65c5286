using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Audio.Ffmpeg;

/// <summary>One run of ffmpeg that decodes a local file to float WAV on its standard output.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    private const int LogLimit = 1 << 13;

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly Task _drain;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _stop;

    private FfmpegProcess(Process process, CancellationToken cancellationToken)
    {
        _process = process;
        _cancellationToken = cancellationToken;
        // Nobody reads the log until the end, and ffmpeg would stand still once the pipe is full.
        _drain = Task.Run(Drain, CancellationToken.None);
        // Whoever waits for a sample then finds the pipe closed.
        _stop = cancellationToken.Register(Kill);
    }

    /// <summary>The WAV stream.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts ffmpeg.</summary>
    /// <param name="program">Full path of ffmpeg.</param>
    /// <param name="path">The file to decode.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static FfmpegProcess Start(string program, string path, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        // "file:" and the full path keep a name that looks like an option or a URL from being one;
        // the whitelist keeps a playlist from reaching over the network.
        string[] arguments =
        [
            "-v", "error", "-nostdin", "-protocol_whitelist", "file,pipe", "-i", "file:" + Path.GetFullPath(path),
            "-map", "0:a:0", "-map_metadata", "-1", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1",
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return new FfmpegProcess(process, cancellationToken);
        }
        catch (Win32Exception problem)
        {
            throw new DependencyMissingException("ffmpeg", $"ffmpeg could not be started for {name} ({problem.Message.TrimEnd('.')}): reinstall ffmpeg.", problem);
        }
    }

    /// <summary>Waits for ffmpeg to end by itself.</summary>
    /// <returns>Its exit code and the start of what it had to say.</returns>
    /// <exception cref="OperationCanceledException">It was killed.</exception>
    public (int ExitCode, string Log) Finish()
    {
        _process.WaitForExit();
        _drain.Wait();
        _cancellationToken.ThrowIfCancellationRequested();
        return (_process.ExitCode, _log.ToString());
    }

    public void Dispose()
    {
        _stop.Dispose();
        Kill();
        _process.WaitForExit();
        _drain.Wait();
        _process.Dispose();
    }

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

    private void Drain()
    {
        char[] buffer = new char[1024];
        int read;
        while ((read = _process.StandardError.Read(buffer)) > 0)
        {
            _log.Append(buffer, 0, Math.Min(read, LogLimit - _log.Length));
        }
    }
}
