using GenreNet.Core;
using GenreNet.Core.IO;
using TagLib;

namespace GenreNet.Training.Tagging;

/// <summary>Represents what the tags of a music file contain. Immutable.</summary>
/// <param name="Genres">The genres, in the order of the file; empty if there are none.</param>
/// <param name="Title">The title, or null.</param>
/// <param name="Artist">The performers, or null.</param>
/// <param name="Duration">The duration according to the headers, or null if it is unknown.</param>
internal sealed record MusicTag(IReadOnlyList<string> Genres, string? Title, string? Artist, TimeSpan? Duration)
{
    // A number in ID3v2 means a genre of ID3v1's list; many players show the number. The setting belongs to the library, not to a file.
    static MusicTag() => TagLib.Id3v2.Tag.UseNumericGenres = false;

    /// <summary>Reads the tags of a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="UnsupportedTagException">The format is not supported.</exception>
    /// <exception cref="GenreNetException">The file cannot be read.</exception>
    public static MusicTag Read(string path)
    {
        try
        {
            using FileStream stream = InputFile.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, problem);
        }
    }

    /// <summary>Reads the tags of an open file.</summary>
    /// <param name="stream">The file; its position is changed.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static MusicTag Read(Stream stream, string name) => Use(stream, name, ReadStyle.Average, (file, _) =>
    {
        Tag tag = file.Tag;
        string performers = string.Join(", ", (tag.Performers ?? []).Where(performer => !string.IsNullOrWhiteSpace(performer)).Select(performer => performer.Trim()));
        TimeSpan duration = file.Properties?.Duration ?? TimeSpan.Zero;
        return new MusicTag(
            [.. (tag.Genres ?? []).Where(genre => !string.IsNullOrWhiteSpace(genre)).Select(genre => genre.Trim())],
            string.IsNullOrWhiteSpace(tag.Title) ? null : tag.Title.Trim(),
            performers.Length > 0 ? performers : null,
            duration > TimeSpan.Zero ? duration : null);
    });

    /// <summary>Replaces the genres of a file. All other tags stay as they are.</summary>
    /// <param name="stream">The file, open for reading and writing; its position is changed.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="genres">The genres to write.</param>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static void Write(Stream stream, string name, IReadOnlyList<string> genres) => Use(stream, name, ReadStyle.None, (file, format) =>
    {
        TagTypes present = file.TagTypesOnDisk;
        file.Tag.Genres = [.. genres];
        // The library adds tags of every kind that a format can have. An ID3v2 chunk with a genre alone would hide the artist of the INFO
        // list from players that prefer ID3v2, and ID3v1 is of no use today.
        const TagTypes waveTags = TagTypes.RiffInfo | TagTypes.Id3v2;
        TagTypes kept = format switch
        {
            TagFormat.Mp3 => present | TagTypes.Id3v2,
            TagFormat.Wav => (present & waveTags) != 0 ? present : present | waveTags,
            _ => TagTypes.AllTags,
        };
        if (kept != TagTypes.AllTags)
        {
            file.RemoveTags(TagTypes.AllTags & ~kept);
        }

        file.Save();
        return true;
    });

    private static T Use<T>(Stream stream, string name, ReadStyle style, Func<TagLib.File, TagFormat, T> work)
    {
        TagFormat format = TagFormats.Of(stream, name);
        stream.Position = 0;
        try
        {
            using var file = TagLib.File.Create(new OpenFile(name, stream), $"taglib/{Extension(format)}", style);
            return work(file, format);
        }
        catch (UnsupportedFormatException problem)
        {
            throw new UnsupportedTagException($"{name}: the tags of this variant of the format are not supported ({problem.Message.TrimEnd('.')}). Use another tagging program.", problem);
        }
#pragma warning disable CA1031 // The library fails on damaged files with exceptions of any kind, from CorruptFileException to IndexOutOfRangeException.
        catch (Exception problem) when (problem is not (GenreNetException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            throw Unreadable(name, problem);
        }
    }

    private static GenreNetException Unreadable(string path, Exception problem) =>
        new($"The tags of {path} cannot be read ({problem.Message.TrimEnd('.')}). Check the file and its permissions.", problem);

    // The library would choose the reader by the extension of the file.
    private static string Extension(TagFormat format) => format switch
    {
        TagFormat.Mp3 => "mp3",
        TagFormat.Flac => "flac",
        TagFormat.Ogg => "ogg",
        TagFormat.Mp4 => "m4a",
        TagFormat.Wav => "wav",
        _ => "aiff",
    };

    /// <summary>Gives the library a file that is open; it stays open.</summary>
    private sealed class OpenFile(string name, Stream stream) : TagLib.File.IFileAbstraction
    {
        public string Name => name;

        public Stream ReadStream => stream;

        public Stream WriteStream => stream;

        public void CloseStream(Stream stream)
        {
        }
    }
}
