using GenreNet.Core.Features;
using GenreNet.Networks;

namespace GenreNet.Training.Search;

/// <summary>The space that is searched where no other is asked for.</summary>
public static class DefaultSpace
{
    /// <summary>The space for features: networks that are made for them and not for anything, and augmentation where there are frames to change.</summary>
    /// <param name="features">The features.</param>
    public static SearchSpace For(FeatureOptions features)
    {
        ArgumentNullException.ThrowIfNull(features);
        bool isRow = features.IsRow;

        // What takes rows as well is the plainest that there is for frames.
        IEnumerable<string> plain = isRow ? [] : GenreNetworks.NamesFor(FeatureOptions.Summaries);
        // The linear network chooses its one setting by itself.
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
