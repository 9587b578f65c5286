using GenreNet.Server.Monitoring;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Monitoring;

public sealed class SoundWindowTests
{
    [Fact]
    public void The_mean_is_that_of_the_last_clips()
    {
        var window = new SoundWindow(2);
        Assert.Empty(window.Mean());
        window.Add([100, 100]);
        window.Add([1, 2]);
        window.Add([3, 6]);
        Assert.Equal([2f, 4f], window.Mean());
    }

    [Fact]
    public void A_silent_clip_is_left_out()
    {
        var window = new SoundWindow(2);
        window.Add([]);
        Assert.Empty(window.Mean());
        window.Add([1, 2]);
        window.Add([]);
        Assert.Equal([1f, 2f], window.Mean());
    }

    [Fact]
    public async Task Metrics_tell_what_is_heard_and_how_far_that_is_from_what_is_known()
    {
        await using TestService service = await TestService.StartAsync();
        using (await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(2), actualGenre: "rock"), TestContext.Current.CancellationToken))
        {
        }

        string metrics = await service.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        for (int coefficient = 1; coefficient <= 13; coefficient++)
        {
            Assert.Contains($"coefficient=\"{coefficient}\"", metrics, StringComparison.Ordinal);
        }

        Assert.Contains("genrenet_input_mfcc_distance{", metrics, StringComparison.Ordinal);
        Assert.Contains("genrenet_server_queue_depth{", metrics, StringComparison.Ordinal);
        Assert.Contains("genrenet_server_judged_total{", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("clip.wav", metrics, StringComparison.Ordinal);
    }
}
