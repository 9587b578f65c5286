using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>Represents everything that determines the result of a search: searches with equal origins have equal tables.</summary>
internal sealed record SearchOrigin
{
    /// <summary>The settings of the search.</summary>
    public required SearchOptions Search { get; init; }

    /// <summary>A description of the range of each setting.</summary>
    public required IReadOnlyDictionary<string, string> Space { get; init; }

    /// <summary>The layers of networks that are given as files, as JSON by path, because a file can change under the same name.</summary>
    public required IReadOnlyDictionary<string, string> NetworkFiles { get; init; }

    /// <summary>Everything that all trials share: options, dataset, split, versions.</summary>
    public required FittingOrigin Fits { get; init; }

    /// <summary>Returns the origin of a search.</summary>
    /// <exception cref="Core.GenreNetException">A network of the space cannot be read, or does not accept the segments.</exception>
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

    /// <summary>
    /// Describes the differences from another origin; returns null if there are none. The number of trials of a random search may increase.
    /// </summary>
    /// <param name="now">The other origin.</param>
    public string? DifferenceFrom(SearchOrigin now)
    {
        if (Fits.DifferenceFrom(now.Fits) is { } difference)
        {
            return difference;
        }

        if (Changed(Space, now.Space) is { } setting)
        {
            return $"from another search space, in which {setting} is {Text(Space, setting)}, and now it is {Text(now.Space, setting)}";
        }

        if (Changed(NetworkFiles, now.NetworkFiles) is { } network)
        {
            return $"from a network {network} with other layers";
        }

        SearchOptions then = Search.Kind == SearchKind.Random && Search.Trials <= now.Search.Trials ? Search with { Trials = now.Search.Trials } : Search;
        return then == now.Search ? null : $"from a search with {Text(then)}, and now it is one with {Text(now.Search)}";
    }

    private static string? Changed(IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> now) =>
        then.Keys.Union(now.Keys, StringComparer.Ordinal).FirstOrDefault(key => then.GetValueOrDefault(key) != now.GetValueOrDefault(key));

    private static string Text(IReadOnlyDictionary<string, string> space, string setting) => space.GetValueOrDefault(setting, "not searched");

    private static string Text(SearchOptions options) => FormattableString.Invariant(
        $"{Plural.Of(options.Trials, "trial")} (search {options.Kind}, eta {options.Eta}, min-epochs {options.FewestEpochs}, validation-folds {options.Folds}, objective {options.Objective})");
}
