namespace GenreNet.Core.Features;

/// <summary>Specifies how the increases of all mel bands are combined into one onset strength.</summary>
public enum OnsetAggregate
{
    /// <summary>The mean. Default of librosa.onset.onset_strength and librosa.feature.tempo.</summary>
    Mean,

    /// <summary>The median: an onset counts if half the bands increase. Used by librosa.beat.beat_track.</summary>
    Median,
}
