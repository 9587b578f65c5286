using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Sources;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FolderSourceTests() => Sound.WriteDataset(_folder.Path, 2, 3, "blues", "rock");

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            // .NET cannot delete what it cannot name.
            using var rm = System.Diagnostics.Process.Start("rm", ["-rf", "--", _folder.File("odd")]);
            rm.WaitForExit();
        }

        _folder.Dispose();
    }

    [Fact]
    public void A_broken_link_is_left_out_with_a_warning()
    {
        File.CreateSymbolicLink(_folder.File("rock", "dangling.wav"), _folder.File("nowhere.wav"));
        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(4, library.Tracks.Count);
        Assert.Contains("rock/dangling.wav", Assert.Single(library.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_parent_folder_is_not_followed()
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
    public async Task A_pipe_with_an_audio_name_is_skipped_without_waiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such pipes in folders here");
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [_folder.File("rock", "pipe.wav")]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        Task<PreparedFeatures> prepared = Task.Run(() => FeatureExtraction.Run(TrackLibrary.Open(_folder.Path), FeatureOptions.Default), TestContext.Current.CancellationToken);
        SkippedTrack skipped = Assert.Single((await prepared.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Skipped);
        Assert.Equal(new SkippedTrack("rock/pipe", "rock/pipe.wav: this is a pipe, not a file. Replace it with an audio file."), skipped);
    }

    [Fact]
    public void A_file_deleted_after_listing_is_skipped_and_named()
    {
        var library = TrackLibrary.Open(_folder.Path);
        File.Delete(_folder.File("rock", "rock.00001.wav"));
        PreparedFeatures prepared = FeatureExtraction.Run(library, FeatureOptions.Default);
        Assert.Equal(
            new SkippedTrack("rock/rock.00001", "rock/rock.00001.wav: the file was deleted after the dataset was listed. Restore it and start again."),
            Assert.Single(prepared.Skipped));
        Assert.Equal(3, prepared.Features.TrackCount);
        Assert.Equal("rock/rock.00001", Assert.Single(DatasetCheck.Run(library).Unusable).Track);
    }

    [Fact]
    public void An_unreadable_file_is_skipped_and_changes_the_fingerprint()
    {
        string whole = TrackLibrary.Open(_folder.Path).Fingerprint;
        using var locked = new FileStream(_folder.File("rock", "rock.00001.wav"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(4, library.Tracks.Count);
        Assert.NotEqual(whole, library.Fingerprint);
        SkippedTrack skipped = Assert.Single(FeatureExtraction.Run(library, FeatureOptions.Default).Skipped);
        Assert.StartsWith("rock/rock.00001.wav: the file cannot be read", skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backslash_and_other_unusual_characters_are_part_of_the_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names cannot be written here");
        foreach (string name in OddNames.All)
        {
            File.Copy(_folder.File("rock", "rock.00000.wav"), _folder.File("rock", $"{name}.wav"));
        }

        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(OddNames.All.Select(name => $"rock/{name}").Order(StringComparer.Ordinal), library.Tracks.Select(t => t.Id).Where(id => !id.Contains(".0000", StringComparison.Ordinal)));
        Assert.Empty(library.Warnings);
        Assert.Equal(4 + OddNames.All.Length, library.ReadAll().Count(track =>
        {
            using var reader = track.Open();
            return reader.SampleCount > 0;
        }));
    }

    [Fact]
    public async Task A_genre_whose_name_is_not_utf8_is_named_in_a_warning()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names are UTF-8 here");
        await ShellAsync("mkdir odd && mv blues rock odd && cd odd && mkdir \"$(printf 'caf\\351')\" && cp rock/*.wav \"$(printf 'caf\\351')\" && cp rock/rock.00000.wav \"$(printf 'rock/tr\\350s.wav')\"");
        var library = TrackLibrary.Open(_folder.File("odd"));
        Assert.Equal(["blues", "rock"], library.Genres);
        string warning = Assert.Single(library.Warnings);
        Assert.StartsWith("2 names are not valid UTF-8, so these files and folders cannot be opened: caf?, rock/tr?s.wav", warning, StringComparison.Ordinal);
        Assert.Contains("convmv", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_genre_that_is_missing_because_of_its_name_is_explained_in_the_message()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names are UTF-8 here");
        await ShellAsync("mkdir odd && mv rock odd && mv blues \"$(printf 'odd/bl\\374s')\"");
        Assert.Contains("not valid UTF-8", Assert.Throws<DatasetException>(() => TrackLibrary.Open(_folder.File("odd"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_case_is_unpacked_and_its_third_genre_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names are UTF-8 here");
        string archive = TestData.Shared(Path.Combine("cases", "UNPACK_folder_latin1_name_genre_vanishes.tar.gz"));
        await ShellAsync($"mkdir odd && tar xzf '{archive}' -C odd");
        Assert.Contains("caf?", Assert.Single(TrackLibrary.Open(_folder.File("odd")).Warnings), StringComparison.Ordinal);
        Assert.Equal(3, TrackLibrary.Open(archive).Genres.Count);
    }

    [Fact]
    public void Audio_without_an_audio_extension_is_named_in_a_warning()
    {
        File.Copy(_folder.File("rock", "rock.00000.wav"), _folder.File("rock", "take"));
        File.Copy(_folder.File("rock", "rock.00000.wav"), _folder.File("rock", "old.wav.bak"));
        File.WriteAllText(_folder.File("genres.mf"), "rock/rock.00000.wav\trock\n");
        File.WriteAllBytes(_folder.File("rock", "cover.jpg"), [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F']);
        File.WriteAllText(_folder.File("rock", "notes.txt"), "text in UTF-16", System.Text.Encoding.Unicode);
        File.WriteAllText(_folder.File("rock", "empty"), "");
        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(
            "2 files contain audio but have no audio file extension and are left out: rock/old.wav.bak, rock/take. Rename them if they are tracks.",
            Assert.Single(library.Warnings));
        string zip = _folder.File("set.zip");
        File.WriteAllBytes(zip, Archives.Zip(archive =>
        {
            archive.Add("blues/1.wav", [1]);
            archive.Add("rock/1.wav", [1]);
            archive.Add("rock/take", "fLaC\0\0\0\u0022"u8.ToArray());
            archive.Add("rock/cover.png", [0x89, (byte)'P', (byte)'N', (byte)'G']);
        }));
        Assert.Contains("1 file contains audio but has no audio file extension and is left out: rock/take.", Assert.Single(TrackLibrary.Open(zip).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_nested_too_deeply_are_named()
    {
        string deep = Path.Combine([_folder.Path, "rock", .. Enumerable.Repeat("x", 8)]);
        Directory.CreateDirectory(deep);
        File.Copy(_folder.File("rock", "rock.00000.wav"), Path.Combine(deep, "a.wav"));
        Assert.Equal("1 folder is nested too deeply and left out: rock/x/x/x/x/x/x/x/x.", Assert.Single(TrackLibrary.Open(_folder.Path).Warnings));
    }

    [Theory]
    [InlineData(".webm")]
    [InlineData(".MKA")]
    [InlineData(".m4b")]
    [InlineData(".mp2")]
    [InlineData(".w64")]
    [InlineData(".ac3")]
    [InlineData(".tta")]
    [InlineData(".mov")]
    [InlineData(".3gp")]
    [InlineData(".ape")]
    public void Files_of_every_supported_container_are_tracks(string extension)
    {
        File.Copy(_folder.File("rock", "rock.00000.wav"), _folder.File("rock", $"song{extension}"));
        Assert.Contains("rock/song", TrackLibrary.Open(_folder.Path).Tracks.Select(t => t.Id));
    }

    [Fact]
    public void Hashing_stops_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ContentAddress.Of(new MemoryStream(new byte[1 << 20]), source.Token));
    }

    private async Task ShellAsync(string command)
    {
        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = _folder.Path };
        using var shell = System.Diagnostics.Process.Start(start)!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
    }
}
