namespace GenreNet.Core.Features;

/// <summary>Specifies the features that a network receives for each segment.</summary>
public enum FeatureKind
{
    /// <summary>MFCCs per frame.</summary>
    Mfcc,

    /// <summary>
    /// One row: the 52 means and variances of <see cref="SummaryExtractor"/>, as in the feature tables distributed with GTZAN.
    /// </summary>
    Summary,

    /// <summary>
    /// Mel bands in decibels per frame. MFCCs are computed from these; the bands keep more detail but need a larger network.
    /// </summary>
    LogMel,

    /// <summary>
    /// The input of EfficientAT's pretrained networks (mn04, mn10, ...): 128 Kaldi mel bands at 32 000 Hz, 100 frames per second.
    /// </summary>
    EfficientAtMel,

    /// <summary>The input of musicnn's pretrained networks: 96 mel bands at 16 000 Hz, 62.5 frames per second.</summary>
    MusicnnMel,

    /// <summary>
    /// One row: features of several kinds (<see cref="FeatureOptions.Views"/>), computed from the same segment and concatenated.
    /// </summary>
    Joined,

    /// <summary>One row: the embedding that an encoder, such as a pretrained network, computes from a segment.</summary>
    Embedding,
}
