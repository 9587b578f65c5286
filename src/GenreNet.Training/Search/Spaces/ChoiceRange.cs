using GenreNet.Core.Numerics;

namespace GenreNet.Training.Search;

/// <summary>Represents a choice among values with equal probability; a single value is fixed.</summary>
/// <param name="Values">The values: at least one, all different.</param>
public sealed record ChoiceRange(IReadOnlyList<string> Values) : ValueRange
{
    /// <inheritdoc/>
    internal override IReadOnlyList<string> Limits => Values;

    /// <inheritdoc/>
    internal override bool IsFixed => Values.Count == 1;

    /// <inheritdoc/>
    internal override string Draw(SeededRandom random, bool isWhole) => Values[random.Next(Values.Count)];

    /// <inheritdoc/>
    internal override string Describe() => string.Join(", ", Values);
}
