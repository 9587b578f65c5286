namespace GenreNet.Core.Datasets;

/// <summary>Represents the data kept to recognise a clip: about 17 KB for 30 s. Immutable.</summary>
/// <param name="Landmarks">Pairs of spectral peaks, sorted by frame, for finding where two clips may match.</param>
/// <param name="Bits">Two bits for each of 32 bands in every frame, for measuring how similar the clips are there.</param>
internal sealed record Fingerprint(Landmark[] Landmarks, BandBits Bits)
{
    /// <summary>Computes a fingerprint.</summary>
    /// <param name="image">Mel spectrogram of the clip.</param>
    public static Fingerprint Of(MelImage image) => new(LandmarkFinder.Find(image), BandBits.Of(image));
}
