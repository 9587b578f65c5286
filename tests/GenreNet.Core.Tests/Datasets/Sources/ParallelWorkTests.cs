using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Sources;

public class ParallelWorkTests
{
    [Fact]
    public void The_original_exception_is_thrown_with_its_stack_trace()
    {
        var disk = new IOException("the disk is full");
        IOException thrown = Assert.Throws<IOException>(() => ParallelWork.Run([1], _ => Fail(disk), CancellationToken.None));
        Assert.Same(disk, thrown);
        Assert.Contains(nameof(Fail), thrown.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void The_exception_of_nested_parallel_work_is_not_an_aggregate() =>
        Assert.Equal("inner", Assert.Throws<IOException>(() => ParallelWork.Run(
            [1], _ => Parallel.For(0, 1, _ => throw new IOException("inner")), CancellationToken.None)).Message);

    [Fact]
    public void A_failure_takes_precedence_over_the_cancellation_that_follows()
    {
        using var together = new Barrier(2);
        IEnumerable<int> items = Environment.ProcessorCount > 1 ? [0, 1] : [0];
        Assert.Throws<IOException>(() => ParallelWork.Run(
            items,
            item =>
            {
                if (Environment.ProcessorCount > 1)
                {
                    together.SignalAndWait(TimeSpan.FromSeconds(5));
                }

                throw item == 0 ? new IOException("full") : new OperationCanceledException();
            },
            CancellationToken.None));
    }

    [Fact]
    public void An_exception_of_the_item_sequence_is_thrown_unchanged()
    {
        static IEnumerable<int> Items()
        {
            yield return 1;
            throw new InvalidDataException("damaged");
        }

        Assert.Throws<InvalidDataException>(() => ParallelWork.Run(Items(), _ => { }, CancellationToken.None));
    }

    [Fact]
    public void A_missing_dependency_keeps_its_stack_trace()
    {
        DependencyMissingException? missing = null;
        try
        {
            Fail(new DependencyMissingException("ffmpeg", "ffmpeg was not found"));
        }
        catch (DependencyMissingException problem)
        {
            missing = problem;
        }

        DependencyMissingException thrown = Assert.Throws<DependencyMissingException>(() => ReadableTracks.RequireMost([missing, missing, null], 3));
        Assert.Contains(nameof(Fail), thrown.StackTrace, StringComparison.Ordinal);
        ReadableTracks.RequireMost([missing, null, null], 3);
    }

    private static void Fail(Exception problem) => throw problem;
}
