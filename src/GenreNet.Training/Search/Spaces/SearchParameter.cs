using System.Text.Json.Serialization;

namespace GenreNet.Training.Search;

/// <summary>A setting of a search space, and what it may be.</summary>
/// <param name="Name">Which setting.</param>
/// <param name="Range">What it may be.</param>
public sealed record SearchParameter(string Name, ValueRange Range)
{
    /// <summary>The setting.</summary>
    [JsonIgnore]
    internal Tunable Tunable { get; } = Tunables.Find(Name) ?? throw new ArgumentException($"There is no setting '{Name}'.", nameof(Name));

    /// <summary>What is wrong with the range for this setting; null for nothing.</summary>
    internal string? Fault => Tunable.Takes.Words is not null && Range is not ChoiceRange
        ? $"'{Name}' is one of {string.Join(", ", Tunable.Takes.Words)}, and has no numbers between: give {{ \"choice\": [...] }}"
        : Range.Limits.Select(Tunable.Takes.Fault).FirstOrDefault(fault => fault is not null) is { } fault ? $"{Name} cannot be {Range.Describe()}: {fault}" : null;
}
