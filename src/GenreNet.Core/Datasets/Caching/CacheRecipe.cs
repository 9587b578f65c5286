using System.Globalization;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Represents everything that determines the features of an audio file, apart from the file itself.</summary>
/// <param name="Options">How clips are converted to features.</param>
/// <param name="Copies">How augmented variants of each clip are made; null for none.</param>
internal sealed record CacheRecipe(FeatureOptions Options, AugmentedCopies? Copies)
{
    /// <summary>Gets the numbers of all variants, from 0; 0 is the clip itself.</summary>
    public IEnumerable<int> Variants => Enumerable.Range(0, 1 + (Copies?.Count ?? 0));

    /// <summary>Returns the journal address of the features of a file or of one of its augmented variants.</summary>
    public static string AddressOf(string content, int variant) =>
        variant == 0 || content.Length == 0 ? content : string.Create(CultureInfo.InvariantCulture, $"{content} {variant}");

    /// <summary>Returns whether a journal holds a file and all its augmented variants.</summary>
    public bool IsWhole(FeatureSpool spool, string content) => Variants.All(variant => spool.Find(AddressOf(content, variant)) is not null);

    /// <summary>Returns whether a cache was made with exactly these settings.</summary>
    public bool IsThatOf(CacheDescription description) => MakesTheSame(description) && description.Copies == Copies;

    /// <summary>Returns whether a cache's unmodified clips were processed with the same settings; augmented variants are ignored.</summary>
    public bool MakesTheSame(CacheDescription description) =>
        description.FormatVersion is CacheDescription.PlainFormat or CacheDescription.CurrentFormat
        && description.ExtractorVersion == CacheDescription.CurrentExtractor && description.Features == Options;

    /// <summary>Returns whether a cache's augmented variants are made in the same way; their number may differ.</summary>
    public bool MakesTheSameCopies(CacheDescription description) =>
        Copies is not null && description.Copies is not null && description.Copies with { Count = Copies.Count } == Copies;
}
