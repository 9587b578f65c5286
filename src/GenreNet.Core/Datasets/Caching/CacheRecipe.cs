using System.Globalization;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>What decides about the features of an audio file, beside the file.</summary>
/// <param name="Options">How clips become features.</param>
/// <param name="Copies">Which changed copies there are beside each clip; null for none.</param>
internal sealed record CacheRecipe(FeatureOptions Options, AugmentedCopies? Copies)
{
    /// <summary>The clip itself and its copies, from 0.</summary>
    public IEnumerable<int> Variants => Enumerable.Range(0, 1 + (Copies?.Count ?? 0));

    /// <summary>What a spool calls the features of a file or of a copy of it.</summary>
    public static string AddressOf(string content, int variant) =>
        variant == 0 || content.Length == 0 ? content : string.Create(CultureInfo.InvariantCulture, $"{content} {variant}");

    /// <summary>Whether a spool holds a file and all its copies.</summary>
    public bool IsWhole(FeatureSpool spool, string content) => Variants.All(variant => spool.Find(AddressOf(content, variant)) is not null);

    /// <summary>Whether a cache was made by just this.</summary>
    public bool IsThatOf(CacheDescription description) => MakesTheSame(description) && description.Copies == Copies;

    /// <summary>Whether the clips of a cache, without copies, were made as these are.</summary>
    public bool MakesTheSame(CacheDescription description) =>
        description.FormatVersion is CacheDescription.PlainFormat or CacheDescription.CurrentFormat
        && description.ExtractorVersion == CacheDescription.CurrentExtractor && description.Features == Options;

    /// <summary>Whether the copies of a cache are the same as far as both have them.</summary>
    public bool MakesTheSameCopies(CacheDescription description) =>
        Copies is not null && description.Copies is not null && description.Copies with { Count = Copies.Count } == Copies;
}
