using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Layouts;

public sealed class ManifestLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ManifestLayoutTests() => Sound.WriteDataset(Path.Combine(_folder.Path, "set"), 2, 0.1, "blues", "rock");

    private string Manifest => Path.Combine(_folder.Path, "set", "music.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_can_be_in_any_order_and_case()
    {
        TrackLibrary library = Open(""""
            Split,GENRE,title,Path,track,group
            TRAIN,Rock,x,rock/rock.00000.wav,first,AC/DC
            valid,rock,x,rock\rock.00001.wav,,
            Test,rock,x,blues/../blues/blues.00000.wav,second,"B.B. ""King"""
            val,The Blues,x,./blues/blues.00001.wav,,AC/DC
            """");
        Assert.Equal("music", library.Name);
        Assert.Equal(["The Blues", "rock"], library.Genres);
        Assert.Equal(
            [
                ("blues/blues.00001", "The Blues", "blues/blues.00001.wav", "group:AC/DC", SplitPart.Validation),
                ("first", "rock", "rock/rock.00000.wav", "group:AC/DC", SplitPart.Train),
                ("rock/rock.00001", "rock", "rock/rock.00001.wav", "rock/rock.00001", SplitPart.Validation),
                ("second", "rock", "blues/blues.00000.wav", "group:B.B. \"King\"", SplitPart.Test),
            ],
            library.Tracks.Select(t => (t.Id, t.Genre, t.RelativePath, t.Group, t.Part!.Value)));
        Assert.Contains("an unused column: title", library.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("Rock, rock are spellings of one genre", library.Warnings[1], StringComparison.Ordinal);
        Assert.Equal(4, library.ReadAll().Select(t => t.Open()).Count(reader =>
        {
            using (reader)
            {
                return reader.SampleCount == 2205;
            }
        }));
    }

    [Fact]
    public void A_manifest_equivalent_to_folders_has_the_same_fingerprint()
    {
        string[] lines = ["blues/blues.00000.wav,blues,,", "blues/blues.00001.wav,blues,,", "rock/rock.00000.wav,rock,,", "rock/rock.00001.wav,rock,,"];
        string fingerprint = Of(lines);
        Assert.Equal(TrackLibrary.Open(Path.Combine(_folder.Path, "set")).Fingerprint, fingerprint);
        Assert.Equal(fingerprint, Of([.. lines.Reverse()]));
        Assert.NotEqual(fingerprint, Of([.. lines[..3], "rock/rock.00001.wav,blues,,"]));
        Assert.NotEqual(fingerprint, Of([.. lines[..3], "rock/rock.00001.wav,rock,band,"]));
        Assert.NotEqual(fingerprint, Of([.. lines.Select(line => line + "train")]));
        Assert.NotEqual(fingerprint, Of(lines[..3]));
        File.AppendAllText(_folder.File("set", "rock", "rock.00001.wav"), "x");
        Assert.NotEqual(fingerprint, Of(lines));

        string Of(string[] rows) => Open($"path,genre,group,split\n{string.Join('\n', rows)}").Fingerprint;
    }

    [Theory]
    [InlineData("", "line 1 is empty")]
    [InlineData("path,split\nrock/rock.00000.wav,train", "line 1 has no column 'genre'")]
    [InlineData("track,reason\na,b", "line 1 has no column 'path'")]
    [InlineData("path,genre,Genre\na,b,c", "line 1 has two columns 'genre'")]
    [InlineData("path,genre\nrock/rock.00000.wav,rock,extra", "line 2 has 3 fields instead of 2")]
    [InlineData("path,genre\n\nrock/rock.00000.wav", "line 3 has 1 field instead of 2")]
    [InlineData("path,genre\n\"rock/rock.00000.wav,rock\n", "line 2 has a misplaced or unclosed quotation mark")]
    [InlineData("path,genre\nrock/rock.00000.wav, ", "Line 2 of * has no genre")]
    [InlineData("path,genre\nrock/rock.00000.wav,?!", "Line 2 of * has the genre '?!', which has no letter")]
    [InlineData("path,genre\n ,rock", "Line 2 of * has no path")]
    [InlineData("path,genre,split\nrock/rock.00000.wav,rock,trian", "Line 2 of * has the unknown split 'trian'")]
    [InlineData("path,genre,split\nrock/rock.00000.wav,rock,train\nrock/rock.00001.wav,rock,", "Line 3 of * has no split, but")]
    [InlineData("path,genre\nrock/rock.00000.wav,rock\nrock/./rock.00000.wav,rock", "Line 3 of * repeats the file rock/rock.00000.wav of line 2")]
    [InlineData("path,genre,track\nrock/rock.00000.wav,rock,a\nrock/rock.00001.wav,rock,a", "Line 3 of * repeats the id 'a' of line 2")]
    [InlineData("path,genre,track\nrock/rock.00000.wav,rock,group:a", "Line 2 of * has the id 'group:a', which has the form of a group name")]
    [InlineData("path,genre,track\nrock/rock.00000.wav,rock,\"a\nb\"", "Line 2 of * has a control character in the id")]
    [InlineData("path,genre\n../outside.wav,rock", "Line 2 of * names ../outside.wav, which is outside the manifest's folder")]
    [InlineData("path,genre\n/etc/hostname,rock", "Line 2 of * names /etc/hostname, which is outside")]
    [InlineData("path,genre\nrock,rock", "Line 2 of * names rock, which is a folder")]
    [InlineData("path,genre\n.,rock", "Line 2 of * names ., which is outside")]
    [InlineData("path,genre\nrock/rock.00000.wav,rock\nb.wav,rock\na.wav,blues", "Line 3 of * names b.wav, one of 2 files that do not exist")]
    [InlineData("path,genre\nrock/rock.00000.wav,rock\n", "contains only the genre rock, but a classifier needs at least two: add lines")]
    [InlineData("path,genre\n", "contains no tracks of any genre: add lines")]
    public void An_invalid_manifest_is_rejected_in_one_line_with_the_line_number(string text, string problem)
    {
        File.WriteAllBytes(_folder.File("outside.wav"), [1]);
        string message = Assert.Throws<DatasetException>(() => Open(text)).Message;
        Assert.Contains(problem.Replace("*", Manifest, StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.Contains(Manifest, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Links_are_followed_only_within_the_folder()
    {
        string outside = Path.Combine(_folder.Path, "outside");
        Sound.WriteDataset(outside, 1, 0.1, "jazz");
        File.CreateSymbolicLink(_folder.File("set", "inside.wav"), _folder.File("set", "blues", "blues.00001.wav"));
        File.CreateSymbolicLink(_folder.File("set", "escape.wav"), _folder.File("outside", "jazz", "jazz.00000.wav"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "set", "jazz"), Path.Combine("..", "outside", "jazz"));
        Assert.Equal(2, Open("path,genre\ninside.wav,blues\nrock/rock.00000.wav,rock\n").Tracks.Count);
        Assert.All((string[])["escape.wav", "jazz/jazz.00000.wav", "jazz/../../outside/jazz/jazz.00000.wav"], path =>
            Assert.Contains("outside the manifest's folder", Assert.Throws<DatasetException>(() => Open($"path,genre\n{path},jazz\n")).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Absolute_paths_below_a_linked_folder_are_accepted()
    {
        string link = Path.Combine(_folder.Path, "link");
        Directory.CreateSymbolicLink(link, Path.Combine(_folder.Path, "set"));
        File.WriteAllText(Manifest, $"path,genre\n{_folder.File("set", "blues", "blues.00000.wav")},blues\nrock/rock.00000.wav,rock\n");
        var library = TrackLibrary.Open(Path.Combine(link, "music.csv"));
        Assert.Equal(["blues/blues.00000.wav", "rock/rock.00000.wav"], library.Tracks.Select(t => t.RelativePath));
    }

    [Fact]
    public void The_quarantine_list_is_next_to_the_manifest()
    {
        TrackLibrary library = Open("path,genre,split\nblues/blues.00000.wav,blues,test\nblues/blues.00001.wav,blues,test\nrock/rock.00000.wav,rock,test\n");
        Assert.Equal(Path.Combine(_folder.Path, "set", "music.quarantine.csv"), Quarantine.PathOf(Manifest));
        TrackLibrary rest = library.Without(new Quarantine([new("blues/blues.00000", "x")]));
        Assert.Equal(["blues/blues.00001", "rock/rock.00000"], rest.Tracks.Select(t => t.Id));
        Assert.NotEqual(library.Fingerprint, rest.Fingerprint);
    }

    [Fact]
    public void A_name_of_a_group_is_never_an_id() =>
        Assert.Equal(
            ["a", "group:a"],
            Open("path,genre,track,group\nblues/blues.00000.wav,blues,a,\nrock/rock.00000.wav,rock,b,a\n").Tracks.Select(t => t.Group));

    private TrackLibrary Open(string text)
    {
        File.WriteAllText(Manifest, text);
        return TrackLibrary.Open(Manifest);
    }
}
