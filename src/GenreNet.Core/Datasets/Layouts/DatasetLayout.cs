using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Defines how a dataset specifies its tracks and their genres.</summary>
internal abstract class DatasetLayout
{
    private const string Wanted = "specify a folder of genre folders, a .tar.gz or .zip archive of one, a manifest (.csv), or a folder of FMA";

    /// <summary>Gets the name of the dataset: the name of its folder, archive or manifest, without path and extension.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the source of the files.</summary>
    public abstract DatasetSource Source { get; }

    /// <summary>Gets advice on adding more genres, as the end of a sentence.</summary>
    public abstract string Advice { get; }

    /// <summary>Lists the tracks and hashes their files.</summary>
    /// <param name="cancellationToken">Checked between files.</param>
    /// <exception cref="DatasetException">The dataset cannot be read, or its metadata is invalid.</exception>
    public abstract DatasetListing List(CancellationToken cancellationToken);

    /// <summary>Returns the path of a list about the dataset: in its folder, or next to it with the dataset's name as a prefix.</summary>
    /// <param name="fileName">File name of the list, such as <c>quarantine.csv</c>.</param>
    public abstract string PathOfList(string fileName);

    /// <summary>Returns the layout of the dataset at a path, determined from its content and, for text files, its extension.</summary>
    /// <exception cref="DatasetException">There is no dataset of a supported kind.</exception>
    public static DatasetLayout At(string path)
    {
        if (Directory.Exists(path))
        {
            return FmaLayout.InFolder(path) ?? (DatasetLayout)new GenreFolders(new FolderSource(path));
        }

        if (!File.Exists(path))
        {
            throw new DatasetException($"The dataset {path} does not exist: {Wanted}.");
        }

        return Start(path) switch
        {
            [0x1F, 0x8B, ..] => new GenreFolders(new TarSource(path)),
            [(byte)'P', (byte)'K', ..] => new GenreFolders(new ZipSource(path)),
            _ when !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) => throw new DatasetException($"{path} is not a dataset: {Wanted}."),
            var start when FmaTable.IsBegunBy(start) => FmaLayout.OfTable(path),
            _ => new ManifestLayout(path),
        };
    }

    /// <summary>
    /// Returns a layout of all audio at a path, without genres: a folder, an archive, or a manifest whose genres and parts are ignored.
    /// </summary>
    /// <inheritdoc cref="At" path="/exception"/>
    public static DatasetLayout Unlabelled(string path)
    {
        if (Directory.Exists(path))
        {
            return new UnlabelledFiles(new FolderSource(path));
        }

        const string Accepted = "specify a folder of audio files, a .tar.gz or .zip archive of one, or a manifest (.csv) with the column 'path'";
        if (!File.Exists(path))
        {
            throw new DatasetException($"{path} does not exist: {Accepted}.");
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
            throw new DatasetException($"The dataset {path} cannot be read ({problem.Message.TrimEnd('.')}): check its permissions.", problem);
        }
    }
}
