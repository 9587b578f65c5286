using GenreNet.Core.Features;
using GenreNet.Networks;

namespace GenreNet.Training.Search;

/// <summary>Provides the default search space.</summary>
public static class DefaultSpace
{
    /// <summary>
    /// Returns the default space for features: networks designed for these features rather than for any input, and augmentation if there
    /// are frames to change.
    /// </summary>
    /// <param name="features">The feature options.</param>
    public static SearchSpace For(FeatureOptions features)
    {
        ArgumentNullException.ThrowIfNull(features);
        bool isRow = features.IsRow;

        // Networks that also accept rows are the plainest choices for frames.
        IEnumerable<string> plain = isRow ? [] : GenreNetworks.NamesFor(FeatureOptions.Summaries);
        // The linear network selects its only setting by itself.
        string[] networks = [.. GenreNetworks.NamesFor(features).Except(plain).Except([GenreNetworks.Linear])];
        return new SearchSpace(
        [
            new(Tunables.Network, new ChoiceRange(networks.Length > 0 ? networks : [GenreNetworks.DefaultFor(features)])),
            new(Tunables.Dropout, new UniformRange(0.5, 1.5)),
            new("optimizer", new ChoiceRange(["Adam", "AdamW"])),
            new("learning_rate", new LogUniformRange(1e-4, 1e-2)),
            new("batch_size", new ChoiceRange(["16", "32", "64"])),
            new("weight_decay", new LogUniformRange(1e-6, 1e-2)),
            new("schedule", new ChoiceRange(["constant", "cosine", "one-cycle"])),
            new("label_smoothing", new ChoiceRange(["0", "0.05", "0.1"])),
            .. isRow ? (SearchParameter[])[] : [new(Tunables.Augmentation, new ChoiceRange(["0", "0.5", "1", "1.5"]))],
            new("mixup", new ChoiceRange(["0", "0.2"])),
        ]);
    }
}
