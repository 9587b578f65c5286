namespace GenreNet.Core.Datasets;

/// <summary>What is kept of a clip to recognise it again: some 17 KB for 30 s. Immutable.</summary>
/// <param name="Landmarks">Pairs of spectral peaks, sorted by frame: they find where two clips may be alike.</param>
/// <param name="Bits">Two bits for each of 32 bands in every frame: they tell how alike the clips are there.</param>
internal sealed record Fingerprint(Landmark[] Landmarks, BandBits Bits)
{
    /// <summary>Computes a fingerprint.</summary>
    /// <param name="image">The clip.</param>
    public static Fingerprint Of(MelImage image) => new(LandmarkFinder.Find(image), BandBits.Of(image));
}
