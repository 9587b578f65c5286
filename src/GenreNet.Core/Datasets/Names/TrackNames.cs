namespace GenreNet.Core.Datasets;

/// <summary>Finds tracks by name, regardless of how accents are encoded (<see cref="CanonicalText"/>).</summary>
/// <remarks>
/// An exact match takes precedence; another encoding counts only if a single track matches it, so that two tracks are never merged.
/// </remarks>
internal sealed class TrackNames
{
    private readonly HashSet<string> _ids;
    private readonly Lazy<Dictionary<string, string?>> _byKey;

    /// <summary>Creates a lookup for the tracks of a dataset.</summary>
    /// <param name="ids">Ids of the tracks.</param>
    public TrackNames(IEnumerable<string> ids)
    {
        _ids = ids.ToHashSet(StringComparer.Ordinal);
        _byKey = new(() => _ids.GroupBy(CanonicalText.Decompose, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Skip(1).Any() ? null : same.First(), StringComparer.Ordinal));
    }

    /// <summary>Returns the id of the track that a name refers to.</summary>
    /// <param name="name">A name from a list.</param>
    /// <returns>The id as the dataset spells it; the name itself if no track matches.</returns>
    public string IdOf(string name) =>
        _ids.Contains(name) || Ascii(name) ? name : _byKey.Value.GetValueOrDefault(CanonicalText.Decompose(name)) ?? name;

    private static bool Ascii(string name) => System.Text.Ascii.IsValid(name);
}
