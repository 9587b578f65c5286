using GenreNet.Core;

namespace GenreNet.Catalogue.Tests.Running;

/// <summary>The plan that all processes share.</summary>
public sealed class CataloguePlanTests(RunFixture fixture) : IClassFixture<RunFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Later_processes_cut_the_shards_of_the_first_one_although_the_folder_has_changed()
    {
        string music = Path.GetDirectoryName(_folder.File("music", "b.wav"))!;
        File.WriteAllText(_folder.File("music", "b.wav"), "");
        CataloguePlan first = await RunFixture.PlanAsync(music, Out);
        File.WriteAllText(_folder.File("music", "a.wav"), "");
        CataloguePlan second = await RunFixture.PlanAsync(music, Out);
        Assert.Equal(first.Manifest, second.Manifest);
        Assert.Equal([Path.Combine(music, "b.wav")], second.Listing.Read(0));
    }

    [Fact]
    public async Task Processes_that_start_at_the_same_time_have_the_same_plan()
    {
        CataloguePlan[] plans = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => RunFixture.PlanAsync(fixture.Music, Out))));
        Assert.All(plans, plan => Assert.Equal(plans[0].Manifest, plan.Manifest));
        Assert.Equal(["catalogue.json", "listing.txt"], Directory.GetFiles(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Other_options_are_an_error()
    {
        await RunFixture.PlanAsync(fixture.Music, Out);
        await FailsAsync("--shard-size = 5, and this run has 6", RunFixture.PlanAsync(fixture.Music, Out, shardSize: 6));
        await FailsAsync("--embeddings = off, and this run has on", RunFixture.PlanAsync(fixture.Music, Out, embeddings: true));
        await FailsAsync("SOURCE = ", RunFixture.PlanAsync(_folder.Path, Out));
    }

    [Fact]
    public async Task A_list_that_has_changed_is_an_error_and_one_with_renewed_signatures_is_not()
    {
        string list = _folder.File("list.txt");
        File.WriteAllText(list, "https://host/a.wav?X-Amz-Signature=1\nb.wav\n");
        CataloguePlan first = await RunFixture.PlanAsync(list, Out);
        File.WriteAllText(list, "https://host/a.wav?X-Amz-Signature=2\nb.wav\n");
        CataloguePlan renewed = await RunFixture.PlanAsync(list, Out);
        Assert.Equal(first.Manifest.ListingSha256, renewed.Manifest.ListingSha256);
        Assert.Equal("https://host/a.wav?X-Amz-Signature=2", renewed.Listing.Read(0)[0]);
        File.WriteAllText(list, "https://host/a.wav?X-Amz-Signature=2\nc.wav\n");
        await FailsAsync("has changed since", RunFixture.PlanAsync(list, Out));
        Assert.Equal(2, Directory.GetFiles(Out).Length);
    }

    [Fact]
    public async Task A_damaged_listing_is_an_error()
    {
        await RunFixture.PlanAsync(fixture.Music, Out);
        File.AppendAllText(Path.Combine(Out, "listing.txt"), "more.wav\n");
        await FailsAsync("is not the listing", RunFixture.PlanAsync(fixture.Music, Out));
    }

    [Fact]
    public async Task A_source_without_tracks_is_an_error_and_leaves_no_plan()
    {
        string empty = Directory.CreateDirectory(Path.Combine(_folder.Path, "empty")).FullName;
        await FailsAsync("lists no audio files", RunFixture.PlanAsync(empty, Out));
        Assert.Empty(Directory.GetFiles(Out));
    }

    [Fact]
    public async Task An_output_that_cannot_be_one_is_an_error()
    {
        await FailsAsync("is the folder of the music", RunFixture.PlanAsync(fixture.Music, fixture.Music));
        File.WriteAllText(_folder.File("file"), "");
        await FailsAsync("is a file", RunFixture.PlanAsync(fixture.Music, Path.Combine(_folder.Path, "file")));
    }

    private static async Task FailsAsync(string reason, Task<CataloguePlan> plan) =>
        Assert.Contains(reason, (await Assert.ThrowsAnyAsync<GenreNetException>(() => plan)).Message, StringComparison.Ordinal);
}
