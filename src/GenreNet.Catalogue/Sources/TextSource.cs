using System.Text;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;

namespace GenreNet.Catalogue;

/// <summary>Lists the lines of a text file, or the entries of an M3U playlist. Blank lines are skipped.</summary>
internal sealed class TextSource(string path) : ListFile(path)
{
    private const int BlockLength = 1 << 16;

    // A longer line is not a path, and the file is something else.
    private const int LongestLine = 1 << 15;

    private bool IsPlaylist => System.IO.Path.GetExtension(Path).ToLowerInvariant() is ".m3u" or ".m3u8";

    public override IEnumerable<string> List(CancellationToken cancellationToken)
    {
        Encoding encoding = Guarded(FindEncoding);
        using FileStream stream = Guarded(() => InputFile.OpenRead(Path, BlockLength));
        using var reader = new StreamReader(stream, encoding);
        long number = 0;
        while (Guarded(reader.ReadLine) is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (line.Length > LongestLine)
            {
                throw new CatalogueException($"Line {number} of {Path} has {line.Length} characters: the file must list one path or address per line.");
            }

            if (Entry(line) is { } entry)
            {
                yield return entry;
            }
        }
    }

    private string? Entry(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return null;
        }

        if (!IsPlaylist)
        {
            return line;
        }

        string entry = line.Trim();
        return entry.StartsWith('#') ? null : entry;
    }

    // Old playlists are in the encoding of the program that wrote them, which is usually Latin-1.
    private Encoding FindEncoding()
    {
        using FileStream stream = InputFile.OpenRead(Path, BlockLength);
        return Utf8Check.Run(stream) switch
        {
            null => Encoding.UTF8,
            (_, "is not valid UTF-8") when IsPlaylist => Encoding.Latin1,
            (var line, var problem) => throw new CatalogueException($"{Path} is not a list (line {line} {problem}): save it as UTF-8 text with one path per line."),
        };
    }
}
