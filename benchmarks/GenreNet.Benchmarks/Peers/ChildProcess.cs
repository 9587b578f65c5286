using System.ComponentModel;
using System.Diagnostics;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Represents the output of a program.</summary>
internal sealed record ChildProcess(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a program and waits until it exits.</summary>
    /// <returns>The output; null if the program does not exist.</returns>
    public static ChildProcess? Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Peers run on one thread, like GenreNet: their libraries would otherwise start one thread per processor.
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new ChildProcess(process.ExitCode, output, errors.Result);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
