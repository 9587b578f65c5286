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

/// <summary>Represents a pair of successive spectral peaks.</summary>
/// <param name="Hash">Bands of both peaks and the number of frames between them; below 2^20.</param>
/// <param name="Frame">Frame of the first peak.</param>
internal readonly record struct Landmark(int Hash, int Frame);

/// <summary>Represents a clip that may contain the same music as another.</summary>
/// <param name="Clip">Number of the clip in the index.</param>
/// <param name="Shift">Its frame minus the other clip's frame at the same moment of music.</param>
/// <param name="Matches">Number of landmarks in common at that shift.</param>
internal sealed record LandmarkMatch(int Clip, int Shift, int Matches);
