namespace GenreNet.Core.Features;

/// <summary>How the rises of all mel bands become one onset strength.</summary>
public enum OnsetAggregate
{
    /// <summary>Their mean. The default of librosa.onset.onset_strength and librosa.feature.tempo.</summary>
    Mean,

    /// <summary>Their median: an onset counts where half the bands rise. What librosa.beat.beat_track uses.</summary>
    Median,
}
