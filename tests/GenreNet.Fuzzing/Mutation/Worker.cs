using System.Diagnostics;
using GenreNet.Fuzzing.Targets;

namespace GenreNet.Fuzzing.Mutation;

/// <summary>Reads made-up files in a process of its own, which may die of one of them; what it was reading lies in a file then.</summary>
internal static class Worker
{
    /// <summary>Exit code after a file that took too long.</summary>
    public const int Hung = 77;

    /// <summary>Exit code after a file that gave an exception nobody documents, or took too much memory.</summary>
    public const int Broke = 78;

    private const long AllocationBase = 32_000_000;
    private const long AllocationPerByte = 200;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Reads files one after the other.</summary>
    /// <param name="target">What reads them.</param>
    /// <param name="seed">Seed of the files.</param>
    /// <param name="first">Number of the first file.</param>
    /// <param name="count">How many.</param>
    /// <param name="current">Where to keep the file that is being read.</param>
    public static int Run(FuzzTarget target, int seed, long first, int count, string current)
    {
        var mutator = new Mutator([.. target.Seeds().Select(s => s.Content)], seed);
        long begun = Stopwatch.GetTimestamp();
        using var watch = new Timer(_ =>
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref begun)) > Limit)
            {
                Console.Error.WriteLine($"A file took longer than {Limit.TotalSeconds} s.");
                Environment.Exit(Hung);
            }
        });
        watch.Change(TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        int accepted = 0;
        for (long number = first; number < first + count; number++)
        {
            byte[] file = mutator.Make(number);
            File.WriteAllBytes(current, file);
            Volatile.Write(ref begun, Stopwatch.GetTimestamp());
            if (Problem(target, file, ref accepted) is { } problem)
            {
                Console.Error.WriteLine($"file {number}: {problem}");
                return Broke;
            }
        }

        Console.WriteLine(accepted);
        return 0;
    }

    /// <summary>What is wrong with how a file is read; null where nothing is.</summary>
    public static string? Problem(FuzzTarget target, byte[] file, ref int accepted)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Read(file);
            accepted++;
        }
        catch (Exception problem) when (target.IsDocumented(problem))
        {
            // Refused, as it should be.
        }
        catch (Exception problem)
        {
            return problem.ToString();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > AllocationBase + (AllocationPerByte * file.Length) ? $"{allocated} bytes were allocated for a file of {file.Length}" : null;
    }
}
