namespace GenreNet.Core.Datasets;

/// <summary>Represents a unit that is assigned to one part without being divided.</summary>
/// <param name="Counts">Number of items of each class in the unit.</param>
internal sealed record PartitionUnit(int[] Counts)
{
    /// <summary>Gets the number of items of all classes.</summary>
    public int Size { get; } = Counts.Sum();
}
