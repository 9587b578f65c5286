using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>How a dataset says which files are its tracks, and of which genre they are.</summary>
internal abstract class DatasetLayout
{
    private const string Wanted = "give a folder of genre folders, a .tar.gz or .zip of one, a manifest .csv, or a folder of FMA";

    /// <summary>Name of the dataset: that of its folder, archive or manifest, without path and extension.</summary>
    public abstract string Name { get; }

    /// <summary>Where the files lie.</summary>
    public abstract DatasetSource Source { get; }

    /// <summary>How to get more genres into it: the end of a sentence.</summary>
    public abstract string Advice { get; }

    /// <summary>Lists the tracks and hashes their files.</summary>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="DatasetException">The dataset cannot be read, or says something that makes no sense.</exception>
    public abstract DatasetListing List(CancellationToken cancellationToken);

    /// <summary>Where a list about the dataset lies: in its folder, or beside it with its name in front.</summary>
    /// <param name="fileName">Name of the list, such as <c>quarantine.csv</c>.</param>
    public abstract string PathOfList(string fileName);

    /// <summary>The dataset at a path; what is there decides, and of text files the extension.</summary>
    /// <exception cref="DatasetException">There is nothing of a kind that is read here.</exception>
    public static DatasetLayout At(string path)
    {
        if (Directory.Exists(path))
        {
            return FmaLayout.InFolder(path) ?? (DatasetLayout)new GenreFolders(new FolderSource(path));
        }

        if (!File.Exists(path))
        {
            throw new DatasetException($"there is no dataset {path}: {Wanted}.");
        }

        return Start(path) switch
        {
            [0x1F, 0x8B, ..] => new GenreFolders(new TarSource(path)),
            [(byte)'P', (byte)'K', ..] => new GenreFolders(new ZipSource(path)),
            _ when !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) => throw new DatasetException($"{path} is no dataset: {Wanted}."),
            var start when FmaTable.IsBegunBy(start) => FmaLayout.OfTable(path),
            _ => new ManifestLayout(path),
        };
    }

    /// <summary>The audio at a path, whatever its genres: a folder, an archive, or a manifest whose genres and parts are not read.</summary>
    /// <inheritdoc cref="At" path="/exception"/>
    public static DatasetLayout Unlabelled(string path)
    {
        if (Directory.Exists(path))
        {
            return new UnlabelledFiles(new FolderSource(path));
        }

        const string Accepted = "give a folder of audio files, a .tar.gz or .zip of one, or a manifest .csv with the column path";
        if (!File.Exists(path))
        {
            throw new DatasetException($"there is no audio at {path}: {Accepted}.");
        }

        return Start(path) switch
        {
            [0x1F, 0x8B, ..] => new UnlabelledFiles(new TarSource(path)),
            [(byte)'P', (byte)'K', ..] => new UnlabelledFiles(new ZipSource(path)),
            _ when path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) => new ManifestLayout(path, isLabelled: false),
            _ => throw new DatasetException($"{path} is not a collection of audio files: {Accepted}."),
        };
    }

    private static byte[] Start(string path)
    {
        try
        {
            using FileStream stream = InputFile.OpenRead(path);
            byte[] start = new byte[FmaTable.HeaderLength];
            return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the dataset {path} cannot be read ({problem.Message.TrimEnd('.')}): check its permissions.", problem);
        }
    }
}
