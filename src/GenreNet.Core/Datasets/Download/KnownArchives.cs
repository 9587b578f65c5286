namespace GenreNet.Core.Datasets;

/// <summary>Lists datasets that can be downloaded by name.</summary>
/// <seealso cref="DatasetDownloader"/>
public static class KnownArchives
{
    /// <summary>SHA-256 of <c>genres.tar.gz</c> as published by GTZAN's author; mirrors of the file have the same checksum.</summary>
    private const string PublishedGtzan = "24347e0223d2ba798e0a558c4c172d9d4a19c00bb7963fe055d183dadb4ef2c6";

    /// <summary>
    /// Gets the sources of GTZAN (Tzanetakis and Cook, 2002; 1000 clips of 30 s, ten genres), in the order in which they are tried.
    /// </summary>
    /// <remarks>
    /// The author's server has not responded for years, so it comes last; its checksum still verifies mirrors of the file.
    /// </remarks>
    public static IReadOnlyList<DatasetArchive> Gtzan { get; } =
    [
        new()
        {
            Name = "the copy on Hugging Face",
            Url = new Uri("https://huggingface.co/datasets/marsyas/gtzan/resolve/main/data/genres.tar.gz"),
            Sha256 = "b28cc067ff6199bd826f5d1a6931458586d64acae7f44b2e882b7a97af057531",
            UnpackedLength = 1_330_000_000,
        },
        new()
        {
            Name = "the copy on Kaggle",
            Url = new Uri("https://www.kaggle.com/api/v1/datasets/download/andradaolteanu/gtzan-dataset-music-genre-classification"),
            NeedsKaggleToken = true,
        },
        new()
        {
            Name = "the published archive",
            Url = new Uri("http://opihi.cs.uvic.ca/sound/genres.tar.gz"),
            Sha256 = PublishedGtzan,
            Length = 1_225_571_541,
            UnpackedLength = 1_330_000_000,
        },
    ];

    /// <summary>Gets the names of all known datasets, sorted ordinally.</summary>
    public static IReadOnlyList<string> Names { get; } = ["gtzan"];

    /// <summary>Returns the sources of a dataset, in the order in which they should be tried.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">No dataset has this name.</exception>
    public static IReadOnlyList<DatasetArchive> Find(string name) => name switch
    {
        "gtzan" => Gtzan,
        _ => throw new ArgumentException($"The dataset '{name}' is not known: choose one of {string.Join(", ", Names)}.", nameof(name)),
    };
}
