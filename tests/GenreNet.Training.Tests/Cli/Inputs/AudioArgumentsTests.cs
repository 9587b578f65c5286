using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests.Cli.Inputs;

public sealed class AudioArgumentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AudioArgumentsTests()
    {
        foreach (string name in (string[])["music/rock/b.wav", "music/rock/a.mp3", "music/blues/album/c.flac", "music/notes.txt", "music/.hidden/d.wav", "music/.e.wav", "one.wav"])
        {
            File.WriteAllText(_folder.File(name.Split('/')), "x");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_gives_its_audio_files_at_any_depth_in_ordinal_order()
    {
        AudioInputs inputs = Expand("music");
        Assert.Equal(["blues/album/c.flac", "rock/a.mp3", "rock/b.wav"], inputs.Files.Select(file => file.RelativePath));
        Assert.Equal(Place("music/rock/a.mp3"), inputs.Files[1].Path);
        Assert.Empty(inputs.Problems);
    }

    [Fact]
    public void A_file_that_is_named_in_several_ways_is_processed_once_where_it_is_named_first()
    {
        AudioInputs inputs = Expand("music/rock/b.wav", "music", "music/../one.wav", "one.wav");
        Assert.Equal(["b.wav", "blues/album/c.flac", "rock/a.mp3", "one.wav"], inputs.Files.Select(file => file.RelativePath));
    }

    [Fact]
    public void A_file_that_does_not_exist_is_left_to_the_decoder()
    {
        AudioInputs inputs = Expand("nowhere.wav");
        Assert.Equal(Place("nowhere.wav"), Assert.Single(inputs.Files).Path);
    }

    [Fact]
    public void Folders_without_audio_and_addresses_are_problems_and_do_not_affect_other_arguments()
    {
        Directory.CreateDirectory(Place("empty"));
        AudioInputs inputs = AudioArguments.Expand([Place("empty"), "https://example.org/song.mp3", Place("one.wav")]);
        Assert.Equal([$"The folder {Place("empty")} contains no audio files. Give another folder.", "https://example.org/song.mp3 is a URL, but GenreNet reads only local files. Download the audio, and give the file."], inputs.Problems);
        Assert.Equal("one.wav", Assert.Single(inputs.Files).RelativePath);
    }

    [Fact]
    public void A_pattern_gives_matching_audio_files_and_the_contents_of_matching_folders()
    {
        Assert.Equal(["rock/a.mp3", "rock/b.wav"], Expand("music/*/*").Files.Select(file => file.RelativePath).Where(path => path.StartsWith("rock", StringComparison.Ordinal)));
        Assert.Equal(["blues/album/c.flac"], Expand("music/b*").Files.Select(file => file.RelativePath));
        Assert.Equal(["blues/album/c.flac", "rock/b.wav"], Expand("music/**/?.[fw]*", "music/**/?.flac", "music/**/*.wav").Files.Select(file => file.RelativePath));
        // The extension is named, so the file is meant.
        Assert.Equal(["notes.txt"], Expand("music/*.txt").Files.Select(file => file.RelativePath));
    }

    [Fact]
    public void A_pattern_without_a_match_is_a_problem()
    {
        AudioInputs inputs = Expand("music/*/*.ogg");
        Assert.Empty(inputs.Files);
        Assert.StartsWith($"No audio file matches '{Place("music/*/*.ogg")}'.", Assert.Single(inputs.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_whose_name_contains_wildcards_is_itself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names cannot be written here");
        File.WriteAllText(Place("what?*.wav"), "x");
        Assert.Equal(Place("what?*.wav"), Assert.Single(Expand("what?*.wav").Files).Path);
    }

    [Fact]
    public void A_playlist_gives_its_entries_in_order_and_one_problem_per_bad_entry()
    {
        string list = Place("music/party.m3u");
        File.WriteAllText(list, "rock/b.wav\nhttp://example.org/a.mp3\nnowhere.mp3\nblues\n../one.wav\nrock/b.wav\n");
        AudioInputs inputs = AudioArguments.Expand([list]);
        Assert.Equal(["rock/b.wav", "album/c.flac", "one.wav"], inputs.Files.Select(file => file.RelativePath));
        Assert.Equal(2, inputs.Problems.Count);
        Assert.StartsWith($"{list}, line 2: http://example.org/a.mp3 is a URL", inputs.Problems[0], StringComparison.Ordinal);
        Assert.StartsWith($"{list}, line 3: there is no file {Place("music")}{Path.DirectorySeparatorChar}nowhere.mp3.", inputs.Problems[1], StringComparison.Ordinal);
    }

    private AudioInputs Expand(params string[] arguments) => AudioArguments.Expand(arguments.Select(Place));

    private string Place(string path) => Path.Combine(_folder.Path, path);
}
