using GenreNet.Core.Datasets;
using GenreNet.Core.Datasets.Caching;
using GenreNet.Core.Datasets.Checking;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Sources;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FolderSourceTests() => Sound.WriteDataset(_folder.Path, 2, 3, "blues", "rock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_to_nothing_is_left_out_with_a_warning()
    {
        File.CreateSymbolicLink(_folder.File("rock", "dangling.wav"), _folder.File("nowhere.wav"));
        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(4, library.Tracks.Count);
        Assert.Contains("rock/dangling.wav", Assert.Single(library.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_vanishes_after_listing_is_skipped_and_named()
    {
        var library = TrackLibrary.Open(_folder.Path);
        File.Delete(_folder.File("rock", "rock.00001.wav"));
        PreparedFeatures prepared = FeatureExtraction.Run(library, FeatureOptions.Default);
        Assert.Equal(
            new SkippedTrack("rock/rock.00001", "rock/rock.00001.wav: the file was there when the dataset was listed and is gone: put it back."),
            Assert.Single(prepared.Skipped));
        Assert.Equal(3, prepared.Features.TrackCount);
        Assert.Equal("rock/rock.00001", Assert.Single(DatasetCheck.Run(library).Unusable).Track);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_a_track_that_is_skipped_and_makes_another_fingerprint()
    {
        string whole = TrackLibrary.Open(_folder.Path).Fingerprint;
        using var locked = new FileStream(_folder.File("rock", "rock.00001.wav"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(4, library.Tracks.Count);
        Assert.NotEqual(whole, library.Fingerprint);
        SkippedTrack skipped = Assert.Single(FeatureExtraction.Run(library, FeatureOptions.Default).Skipped);
        Assert.StartsWith("rock/rock.00001.wav: the file cannot be read", skipped.Reason, StringComparison.Ordinal);
    }
}
