using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Runtime.ExceptionServices;

namespace GenreNet.Core.Datasets;

/// <summary>Processes many items in parallel, with one thread per processor.</summary>
internal static class ParallelWork
{
    /// <summary>Runs an action on every item. Items are taken one at a time, so that a lazy sequence is never read ahead.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">The action; called from several threads.</param>
    /// <param name="cancellationToken">Checked before each item.</param>
    public static void Run<T>(IEnumerable<T> items, Action<T> work, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), options, work);
        }
        catch (AggregateException problems)
        {
            // Callers expect the original exception, and cancellation must never be wrapped.
            // Work that runs in parallel itself adds another wrapper, hence Flatten.
            ReadOnlyCollection<Exception> all = problems.Flatten().InnerExceptions;
            Exception first = all.FirstOrDefault(p => p is not OperationCanceledException) ?? all[0];
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
