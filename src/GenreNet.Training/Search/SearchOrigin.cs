using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>All that decides what a search comes to: two with equal origins have equal tables.</summary>
internal sealed record SearchOrigin
{
    /// <summary>How it is made.</summary>
    public required SearchOptions Search { get; init; }

    /// <summary>What each setting may be, in words.</summary>
    public required IReadOnlyDictionary<string, string> Space { get; init; }

    /// <summary>The layers of networks that are files, as JSON, by their paths: a file may change under its name.</summary>
    public required IReadOnlyDictionary<string, string> NetworkFiles { get; init; }

    /// <summary>What all trials share: options, dataset, split, versions.</summary>
    public required FittingOrigin Fits { get; init; }

    /// <summary>The origin of a search.</summary>
    /// <exception cref="Core.GenreNetException">A network of the space cannot be read, or does not take such segments.</exception>
    public static SearchOrigin Of(FeatureSet data, DataSplit split, TrainingOptions options, SearchSpace space, SearchOptions search)
    {
        string[] networks = [.. space.Parameters.Where(p => p.Name == Tunables.Network).SelectMany(p => p.Range.Limits)];
        var specs = networks.ToDictionary(name => name, name => NetworkSource.Open(name, data.Genres.Count, data.Options), StringComparer.Ordinal);
        return new SearchOrigin
        {
            Search = search,
            Space = space.Parameters.ToDictionary(p => p.Name, p => p.Range.Describe(), StringComparer.Ordinal),
            NetworkFiles = specs.Where(s => NetworkFile.IsPath(s.Key)).ToDictionary(s => s.Key, s => NetworkFile.ToJson(s.Value), StringComparer.Ordinal),
            Fits = FittingOrigin.Of(options, NetworkSource.Open(options.Network, data.Genres.Count, data.Options), data, split),
        };
    }

    /// <summary>What differs from another origin, in words; null for nothing. A random search may be given more trials later.</summary>
    /// <param name="now">The other one.</param>
    public string? DifferenceFrom(SearchOrigin now)
    {
        if (Fits.DifferenceFrom(now.Fits) is { } difference)
        {
            return difference;
        }

        if (Changed(Space, now.Space) is { } setting)
        {
            return $"of another space, in which {setting} is {Text(Space, setting)}, and now it is {Text(now.Space, setting)}";
        }

        if (Changed(NetworkFiles, now.NetworkFiles) is { } network)
        {
            return $"of other layers in {network}";
        }

        SearchOptions then = Search.Kind == SearchKind.Random && Search.Trials <= now.Search.Trials ? Search with { Trials = now.Search.Trials } : Search;
        return then == now.Search ? null : $"of a search with {Text(then)}, and now it is one with {Text(now.Search)}";
    }

    private static string? Changed(IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> now) =>
        then.Keys.Union(now.Keys, StringComparer.Ordinal).FirstOrDefault(key => then.GetValueOrDefault(key) != now.GetValueOrDefault(key));

    private static string Text(IReadOnlyDictionary<string, string> space, string setting) => space.GetValueOrDefault(setting, "not searched");

    private static string Text(SearchOptions options) => FormattableString.Invariant(
        $"{options.Trials} trials ({options.Kind}, eta {options.Eta}, {options.FewestEpochs} epochs at least, {options.Folds} folds, by {options.Objective})");
}
