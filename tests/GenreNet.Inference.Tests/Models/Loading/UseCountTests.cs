namespace GenreNet.Inference.Tests.Models.Loading;

public class UseCountTests
{
    [Fact]
    public void An_unused_resource_is_freed_immediately()
    {
        int freed = 0;
        var count = new UseCount(this, () => freed++);
        using (count.Begin())
        {
        }

        Assert.Equal(0, freed);
        count.Close();
        count.Close();
        Assert.Equal(1, freed);
        Assert.Throws<ObjectDisposedException>(() => count.Begin());
    }

    [Fact]
    public void The_last_user_frees_the_resource()
    {
        int freed = 0;
        var count = new UseCount(this, () => freed++);
        UseCount.Use first = count.Begin();
        UseCount.Use second = count.Begin();
        count.Close();
        Assert.Throws<ObjectDisposedException>(() => count.Begin());
        first.Dispose();
        Assert.Equal(0, freed);
        second.Dispose();
        Assert.Equal(1, freed);
    }

    [Fact]
    public void Threads_never_use_a_freed_resource()
    {
        for (int round = 0; round < 200; round++)
        {
            bool isFreed = false;
            int wrong = 0;
            var count = new UseCount(this, () => isFreed = true);
            Parallel.For(0, 8, thread =>
            {
                try
                {
                    for (int i = 0; i < 50; i++)
                    {
                        using UseCount.Use use = count.Begin();
                        wrong += Volatile.Read(ref isFreed) ? 1 : 0;
                        if (thread == 3 && i == 25)
                        {
                            count.Close();
                        }
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            });
            Assert.Equal((true, 0), (isFreed, wrong));
        }
    }
}
