namespace GenreNet.Core.Features;

/// <summary>What a network is given of a segment.</summary>
public enum FeatureKind
{
    /// <summary>MFCCs frame by frame.</summary>
    Mfcc,

    /// <summary>One row: the 52 means and variances of <see cref="SummaryExtractor"/>, as the tables that come with GTZAN have them.</summary>
    Summary,

    /// <summary>Mel bands in decibels frame by frame: what MFCCs are made of, with more detail and more to fit.</summary>
    LogMel,

    /// <summary>
    /// The input of EfficientAT's pretrained networks (mn04, mn10, ...): 128 Kaldi mel bands at 32 000 Hz, 100 frames per second.
    /// </summary>
    EfficientAtMel,

    /// <summary>The input of musicnn's pretrained networks: 96 mel bands at 16 000 Hz, 62.5 frames per second.</summary>
    MusicnnMel,

    /// <summary>One row: features of several kinds (<see cref="FeatureOptions.Views"/>), all computed from the same segment, one after the other.</summary>
    Joined,

    /// <summary>One row: the numbers that an encoder, such as a pretrained network, computes from a segment.</summary>
    Embedding,
}
