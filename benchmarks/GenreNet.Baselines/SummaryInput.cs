namespace GenreNet.Baselines;

/// <summary>Represents a row of the input of ML.NET.</summary>
internal sealed class SummaryInput
{
    /// <summary>Gets or sets the 52 means and variances, alternating.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>Gets or sets the index of the genre.</summary>
    public int Genre { get; set; }
}
