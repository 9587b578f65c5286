namespace GenreNet.Catalogue;

/// <summary>Specifies the columns of a part that are read. The properties of a row for other columns are null or empty.</summary>
[Flags]
public enum CatalogueColumns
{
    /// <summary>No column.</summary>
    None = 0,

    /// <summary>The column <c>path</c>.</summary>
    Path = 1,

    /// <summary>The column <c>genre</c>.</summary>
    Genre = 1 << 1,

    /// <summary>The column <c>confidence</c>.</summary>
    Confidence = 1 << 2,

    /// <summary>The columns <c>top_genres</c> and <c>top_probabilities</c>.</summary>
    Top = 1 << 3,

    /// <summary>The column <c>unknown</c>.</summary>
    Unknown = 1 << 4,

    /// <summary>The column <c>warnings</c>.</summary>
    Warnings = 1 << 5,

    /// <summary>The column <c>duration_seconds</c>.</summary>
    Duration = 1 << 6,

    /// <summary>The column <c>mfcc_means</c>.</summary>
    MfccMeans = 1 << 7,

    /// <summary>The column <c>embedding</c>.</summary>
    Embedding = 1 << 8,

    /// <summary>The columns <c>model</c> and <c>model_sha256</c>.</summary>
    Model = 1 << 9,

    /// <summary>The column <c>error</c>.</summary>
    Error = 1 << 10,

    /// <summary>All columns.</summary>
    All = (1 << 11) - 1,
}
