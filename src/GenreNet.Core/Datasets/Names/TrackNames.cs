namespace GenreNet.Core.Datasets;

/// <summary>Finds tracks by the names that lists give them, however accents are written there (<see cref="CanonicalText"/>).</summary>
/// <remarks>The very same text comes first; another spelling counts only if a single track has it, so that two tracks never become one.</remarks>
internal sealed class TrackNames
{
    private readonly HashSet<string> _ids;
    private readonly Lazy<Dictionary<string, string?>> _byKey;

    /// <summary>Prepares for some data.</summary>
    /// <param name="ids">Ids of its tracks.</param>
    public TrackNames(IEnumerable<string> ids)
    {
        _ids = ids.ToHashSet(StringComparer.Ordinal);
        _byKey = new(() => _ids.GroupBy(CanonicalText.Decompose, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Skip(1).Any() ? null : same.First(), StringComparer.Ordinal));
    }

    /// <summary>The id that a name means.</summary>
    /// <param name="name">A name from a list.</param>
    /// <returns>The id as the data has it; the name itself where no track has it.</returns>
    public string IdOf(string name) =>
        _ids.Contains(name) || Ascii(name) ? name : _byKey.Value.GetValueOrDefault(CanonicalText.Decompose(name)) ?? name;

    private static bool Ascii(string name) => System.Text.Ascii.IsValid(name);
}
