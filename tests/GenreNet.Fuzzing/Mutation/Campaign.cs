using System.Diagnostics;
using System.Globalization;

namespace GenreNet.Fuzzing.Mutation;

/// <summary>Has workers read made-up files for so long, and keeps each file that broke something.</summary>
internal static class Campaign
{
    private const int Batch = 2000;

    /// <summary>Runs it.</summary>
    /// <param name="target">What reads the files.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="seed">Seed of the files.</param>
    /// <param name="folder">Where to put those that broke something.</param>
    /// <returns>0 if none did, 1 otherwise.</returns>
    public static int Run(string target, TimeSpan duration, int seed, string folder)
    {
        Directory.CreateDirectory(folder);
        string current = Path.Combine(folder, $"{target}.current");
        (long read, long accepted, int found) = (0, 0, 0);
        var watch = Stopwatch.StartNew();
        for (long first = 0; watch.Elapsed < duration; first += Batch)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            foreach (string argument in (string[])["--worker", target, Text(seed), Text(first), Text(Batch), current])
            {
                start.ArgumentList.Add(argument);
            }

            using Process worker = Process.Start(start)!;
            Task<string> error = worker.StandardError.ReadToEndAsync();
            string output = worker.StandardOutput.ReadToEnd();
            worker.WaitForExit();
            read += Batch;
            if (worker.ExitCode == 0)
            {
                accepted += long.Parse(output, CultureInfo.InvariantCulture);
                continue;
            }

            string kept = Path.Combine(folder, $"{target}-{++found:000}.bin");
            File.Copy(current, kept, overwrite: true);
            Console.WriteLine($"{kept} (exit code {worker.ExitCode}): {error.GetAwaiter().GetResult().Trim()}");
        }

        File.Delete(current);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target}: about {read} files in {watch.Elapsed.TotalSeconds:0} s, {accepted} accepted, {found} with a failure"));
        return found == 0 ? 0 : 1;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
