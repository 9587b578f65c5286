using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Runtime.ExceptionServices;

namespace GenreNet.Core.Datasets;

/// <summary>Work on many items at once, one thread a processor.</summary>
internal static class ParallelWork
{
    /// <summary>Runs the work on every item; items are taken one by one, so that a lazy sequence never runs ahead.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">What to do; called from several threads.</param>
    /// <param name="cancellationToken">Stops before the next item.</param>
    public static void Run<T>(IEnumerable<T> items, Action<T> work, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), options, work);
        }
        catch (AggregateException problems)
        {
            // A caller expects the failure itself, and cancellation is never wrapped.
            // Work that runs in parallel itself wraps its failure once more.
            ReadOnlyCollection<Exception> all = problems.Flatten().InnerExceptions;
            Exception first = all.FirstOrDefault(p => p is not OperationCanceledException) ?? all[0];
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
