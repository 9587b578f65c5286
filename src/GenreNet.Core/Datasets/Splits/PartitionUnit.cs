namespace GenreNet.Core.Datasets;

/// <summary>Something that goes to one part as a whole.</summary>
/// <param name="Counts">How much of each class is in it.</param>
internal sealed record PartitionUnit(int[] Counts)
{
    /// <summary>All classes together.</summary>
    public int Size { get; } = Counts.Sum();
}
