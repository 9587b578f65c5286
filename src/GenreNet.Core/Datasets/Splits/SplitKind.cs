using System.Text.Json.Serialization;

namespace GenreNet.Core.Datasets;

/// <summary>How a split came about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitKind>))]
public enum SplitKind
{
    /// <summary>Drawn: whole tracks and whole groups, every genre in the same shares.</summary>
    [JsonStringEnumMemberName("stratified")]
    Stratified,

    /// <summary>Drawn: one of several test parts that cover all tracks, each track once.</summary>
    [JsonStringEnumMemberName("fold")]
    Fold,

    /// <summary>The dataset itself says it.</summary>
    [JsonStringEnumMemberName("dataset")]
    Dataset,

    /// <summary>Lists of tracks in text files say it.</summary>
    [JsonStringEnumMemberName("lists")]
    Lists,

    /// <summary>Drawn segment by segment, so that a track is on several sides: inflates every figure.</summary>
    [JsonStringEnumMemberName("leaky-segments")]
    LeakySegments,

    /// <summary>All tracks train and none are kept aside: cross-validation says how good the network is.</summary>
    [JsonStringEnumMemberName("everything")]
    Everything,
}
