using GenreNet.Training.Networks;

namespace GenreNet.Training.Search.Spaces;

/// <summary>The space that is searched where no other is asked for.</summary>
public static class DefaultSpace
{
    private static readonly string[] RowNetworks = ["dense", "dense-regularized"];

    /// <summary>The space for segments of a shape: networks of the catalogue that take them, and augmentation where there are frames to change.</summary>
    /// <param name="segment"><c>[frames, coefficients]</c>.</param>
    /// <param name="genreCount">Genres.</param>
    public static SearchSpace For(TensorShape segment, int genreCount)
    {
        ArgumentNullException.ThrowIfNull(segment);
        bool isRow = segment[0] == 1;
        string[] networks = [.. GenreNetworks.Names.Where(name => isRow == RowNetworks.Contains(name) && Fits(name, segment, genreCount))];
        return new SearchSpace(
        [
            new(Tunables.Network, new ChoiceRange(networks.Length > 0 ? networks : [GenreNetworks.DefaultFor(segment)])),
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

    private static bool Fits(string name, TensorShape segment, int genreCount)
    {
        try
        {
            ShapeInference.Infer(GenreNetworks.Create(name, genreCount), segment);
            return true;
        }
        catch (NetworkException)
        {
            return false;
        }
    }
}
