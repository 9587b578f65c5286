using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Augmentation;

public class AheadTests
{
    [Fact]
    public void Items_keep_their_order() => Assert.Equal(Enumerable.Range(0, 100), Ahead.Of(Enumerable.Range(0, 100)));

    [Fact]
    public void An_empty_sequence_has_no_items() => Assert.Empty(Ahead.Of<int>([]));

    [Fact]
    public void The_next_item_is_computed_while_the_caller_has_this_one()
    {
        using var second = new ManualResetEventSlim();
        foreach (int item in Ahead.Of(Source()))
        {
            Assert.True(item == 2 || second.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }

        IEnumerable<int> Source()
        {
            yield return 1;
            second.Set();
            yield return 2;
        }
    }

    [Fact]
    public void An_exception_arrives_after_the_items_before_it()
    {
        List<int> seen = [];
        Assert.Throws<FormatException>(() => seen.AddRange(Ahead.Of(Source())));
        Assert.Equal([1, 2], seen);

        static IEnumerable<int> Source()
        {
            yield return 1;
            yield return 2;
            throw new FormatException();
        }
    }

    [Fact]
    public void Stopping_early_waits_for_the_item_in_progress_and_disposes_the_source()
    {
        bool isBusy = false;
        bool wasBusyAtEnd = true;
        Assert.Equal(1, Ahead.Of(Source()).First());
        Assert.False(wasBusyAtEnd);

        IEnumerable<int> Source()
        {
            try
            {
                yield return 1;
                isBusy = true;
                Thread.Sleep(50);
                isBusy = false;
                yield return 2;
            }
            finally
            {
                wasBusyAtEnd = isBusy;
            }
        }
    }
}
