using System.Runtime.InteropServices;
using TorchSharp;

namespace GenreNet.Training.Torch;

/// <summary>Runs vector code on the threads that torch computes with.</summary>
/// <remarks>
/// Threads of another pool would compete with those of OpenMP, which keep their processors busy for milliseconds after each operation of
/// torch, so that the next one starts at once.
/// </remarks>
internal static unsafe class TorchThreads
{
    /// <summary>The number of values from which two threads are faster than one; torch has the same limit.</summary>
    public const int LeastValues = 32768;

    // GOMP_parallel of the OpenMP library that torch is linked with: libgomp, or another one that has the same function.
    private static readonly Lazy<nint> Fork = new(Find);

    /// <summary>Whether more than one thread can run; otherwise the calling thread does all work.</summary>
    public static bool AreAvailable => Fork.Value != 0;

    /// <summary>Runs numbered pieces of work, which must be independent of each other and must not throw.</summary>
    /// <param name="count">The number of pieces.</param>
    /// <param name="values">The number of values that are computed; with few of them, only the calling thread works.</param>
    /// <param name="work">Does the piece of the given number, on any thread.</param>
    public static void ForEach(int count, long values, Action<int> work)
    {
        int threads = values < LeastValues || !AreAvailable ? 1 : Math.Min(count, torch.get_num_threads());
        if (threads <= 1)
        {
            for (int piece = 0; piece < count; piece++)
            {
                work(piece);
            }

            return;
        }

        var team = new Team(count, threads, work);
        var handle = GCHandle.Alloc(team);
        try
        {
            ((delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void>)Fork.Value)(&Join, GCHandle.ToIntPtr(handle), (uint)threads, 0);
        }
        finally
        {
            handle.Free();
        }
    }

    [UnmanagedCallersOnly]
    private static void Join(nint team) => ((Team)GCHandle.FromIntPtr(team).Target!).Work();

    // The search for the function includes the libraries that torch is linked with. Other systems have no function of this name.
    private static nint Find() => OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out nint library)
        && NativeLibrary.TryGetExport(library, "GOMP_parallel", out nint fork) ? fork : 0;

    // Each thread begins with a share of its own, whose values may still be in its cache from torch's operations, and then helps the others.
    private sealed class Team(int count, int threads, Action<int> work)
    {
        private readonly int _caller = Environment.CurrentManagedThreadId;
        private readonly int[] _next = [.. Enumerable.Range(0, threads).Select(share => Start(count, threads, share))];
        private int _helpers;

        public void Work()
        {
            int own = Environment.CurrentManagedThreadId == _caller ? 0 : Interlocked.Increment(ref _helpers);
            for (int i = 0; i < threads; i++)
            {
                int share = (own + i) % threads;
                int end = Start(count, threads, share + 1);
                for (int piece = Take(share); piece < end; piece = Take(share))
                {
                    work(piece);
                }
            }
        }

        private int Take(int share) => Interlocked.Increment(ref _next[share]) - 1;

        private static int Start(int count, int threads, int share) => (int)((long)count * share / threads);
    }
}
