using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Checking;

public class GtzanFaultsTests
{
    private static readonly string[] Genres = ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"];

    [Fact]
    public void The_complete_dataset_has_the_fifty_published_replicas()
    {
        var faults = GtzanFaults.Among(Gtzan());
        Assert.Equal(50, faults.Where(f => f.Tracks.Count > 1).Sum(f => f.Tracks.Count - 1));
        Assert.Equal(13, faults.Count(f => f.Tracks.Count == 2 && f.Tracks[0].StartsWith("jazz/", StringComparison.Ordinal)));
        Assert.Contains(faults, f => f.Tracks is ["jazz/jazz.00054"]);
        Assert.Contains(faults, f => f.Tracks is ["metal/metal.00058", "rock/rock.00016"]);
        Assert.All(faults, f => Assert.NotEmpty(f.Source));
    }

    [Fact]
    public void A_set_with_one_remaining_track_is_not_a_fault()
    {
        Track[] some = [.. Gtzan().Where(t => t.Id is not ("jazz/jazz.00033" or "disco/disco.00050"))];
        var faults = GtzanFaults.Among(some);
        Assert.DoesNotContain(faults, f => f.Tracks.Contains("jazz/jazz.00051"));
        Assert.Contains(faults, f => f.Tracks is ["disco/disco.00051", "disco/disco.00070"]);
    }

    [Fact]
    public void Other_datasets_have_no_known_faults()
    {
        Assert.Empty(GtzanFaults.Among([.. Gtzan().Select(t => t with { Id = t.Id + ".song" })]));
        Assert.Empty(GtzanFaults.Among([.. Gtzan().Take(100), .. Enumerable.Range(0, 100).Select(i => new Track($"jazz/song {i}", "jazz", "", 1))]));
    }

    private static Track[] Gtzan() =>
        [.. Genres.SelectMany(genre => Enumerable.Range(0, 100).Select(i => new Track($"{genre}/{genre}.{i:D5}", genre, $"genres/{genre}/{genre}.{i:D5}.wav", 1)))];
}
