namespace GenreNet.Baselines;

/// <summary>A row as ML.NET reads it.</summary>
internal sealed class SummaryInput
{
    /// <summary>The 52 means and variances, in turn.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>Index of the genre.</summary>
    public int Genre { get; set; }
}
