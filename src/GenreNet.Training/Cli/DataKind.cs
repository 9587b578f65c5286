namespace GenreNet.Training.Cli;

/// <summary>What the user calls DATA.</summary>
internal enum DataKind
{
    /// <summary>Tracks of audio, whatever lists or packs them.</summary>
    Dataset,

    /// <summary>Features that <c>prepare</c> wrote.</summary>
    Prepared,

    /// <summary>A feature table: CSV with the columns <c>filename</c> and <c>label</c>.</summary>
    Table,
}
