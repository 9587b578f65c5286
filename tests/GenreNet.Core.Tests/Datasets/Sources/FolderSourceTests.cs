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
    public void A_link_to_a_folder_that_it_lies_in_is_not_followed()
    {
        Directory.CreateSymbolicLink(_folder.File("rock", "up"), _folder.Path);
        Assert.Equal(["blues/blues.00000", "blues/blues.00001", "rock/rock.00000", "rock/rock.00001"], TrackLibrary.Open(_folder.Path).Tracks.Select(t => t.Id));
    }

    [Fact]
    public void A_link_to_a_genre_elsewhere_is_followed()
    {
        using var elsewhere = new TemporaryFolder();
        Sound.WriteDataset(elsewhere.Path, 2, 3, "jazz");
        Directory.CreateSymbolicLink(_folder.File("jazz"), elsewhere.File("jazz"));
        Assert.Equal(["blues", "jazz", "rock"], TrackLibrary.Open(_folder.Path).Genres);
    }

    [Fact]
    public async Task A_pipe_with_the_name_of_audio_is_skipped_and_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such pipes in folders here");
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [_folder.File("rock", "pipe.wav")]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        Task<PreparedFeatures> prepared = Task.Run(() => FeatureExtraction.Run(TrackLibrary.Open(_folder.Path), FeatureOptions.Default), TestContext.Current.CancellationToken);
        SkippedTrack skipped = Assert.Single((await prepared.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Skipped);
        Assert.Equal(new SkippedTrack("rock/pipe", "rock/pipe.wav: the file is empty: give audio."), skipped);
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
