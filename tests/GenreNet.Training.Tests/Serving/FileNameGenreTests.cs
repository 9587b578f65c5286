using GenreNet.Training.Serving;

namespace GenreNet.Training.Tests.Serving;

public class FileNameGenreTests
{
    private static readonly string[] Genres = ["hiphop", "pop", "pop rock", "r&b", "rock"];

    [Theory]
    [InlineData("rock.00000.wav", "rock")]
    [InlineData("Hip-Hop 01.mp3", "hiphop")]
    [InlineData("HIPHOP_song.flac", "hiphop")]
    [InlineData("pop-rock-12.wav", "pop rock")]
    [InlineData("R&B - one.wav", "r&b")]
    [InlineData("music/rock/one.wav", "rock")]
    [InlineData("music/rock/pop.00001.wav", "pop")]
    [InlineData("a rocket.wav", null)]
    [InlineData("rocket.wav", null)]
    [InlineData("00001.wav", null)]
    public void A_genre_is_derived_from_the_file_name(string path, string? expected) => Assert.Equal(expected, FileNameGenre.Guess(path, Genres));

    [Theory]
    [InlineData("blues.00000.wav", "blues")]
    [InlineData("My song.wav", null)]
    public void Without_a_list_of_genres_only_numbered_names_are_recognised(string path, string? expected) => Assert.Equal(expected, FileNameGenre.Guess(path, genres: null));

    [Theory]
    [InlineData("music/rock/pop.00001.wav", "rock/pop.00001.wav", "rock")]
    [InlineData("music/pop/album/rock 1.wav", "pop/album/rock 1.wav", "pop")]
    [InlineData("rock/album/pop 1.wav", "album/pop 1.wav", "rock")]
    [InlineData("music/mixed/rock 1.wav", "mixed/rock 1.wav", "rock")]
    [InlineData("music/mixed/song.wav", "mixed/song.wav", null)]
    [InlineData("rock/pop 1.wav", "pop 1.wav", "pop")]
    public void In_a_folder_of_genres_the_folder_decides(string path, string relative, string? expected) =>
        Assert.Equal(expected, FileNameGenre.Guess(path, relative, Genres));
}
