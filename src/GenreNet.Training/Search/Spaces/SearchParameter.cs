using System.Text.Json.Serialization;

namespace GenreNet.Training.Search;

/// <summary>Represents a setting of a search space with its range.</summary>
/// <param name="Name">Name of the setting.</param>
/// <param name="Range">Range of the setting.</param>
public sealed record SearchParameter(string Name, ValueRange Range)
{
    /// <summary>The setting.</summary>
    [JsonIgnore]
    internal Tunable Tunable { get; } = Tunables.Find(Name) ?? throw new ArgumentException($"There is no setting '{Name}'.", nameof(Name));

    /// <summary>Describes why the range is invalid for this setting; null if it is valid.</summary>
    internal string? Fault => Tunable.Takes.Words is not null && Range is not ChoiceRange
        ? $"'{Name}' requires one of {string.Join(", ", Tunable.Takes.Words)}, not a numeric range. Give {{ \"choice\": [...] }}"
        : Range.Limits.Select(Tunable.Takes.Fault).FirstOrDefault(fault => fault is not null) is { } fault ? $"{Name} cannot be {Range.Describe()}: {fault}" : null;
}
