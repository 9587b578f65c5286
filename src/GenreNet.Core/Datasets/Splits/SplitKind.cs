using System.Text.Json.Serialization;

namespace GenreNet.Core.Datasets;

/// <summary>Specifies how a split was made.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitKind>))]
public enum SplitKind
{
    /// <summary>Drawn at random from complete tracks and groups, with the same fractions for every genre.</summary>
    [JsonStringEnumMemberName("stratified")]
    Stratified,

    /// <summary>Drawn at random as one of several test parts that together contain each track once.</summary>
    [JsonStringEnumMemberName("fold")]
    Fold,

    /// <summary>Defined by the dataset itself.</summary>
    [JsonStringEnumMemberName("dataset")]
    Dataset,

    /// <summary>Defined by text files with lists of tracks.</summary>
    [JsonStringEnumMemberName("lists")]
    Lists,

    /// <summary>Drawn segment by segment, so that a track is in several parts; this inflates every figure.</summary>
    [JsonStringEnumMemberName("leaky-segments")]
    LeakySegments,

    /// <summary>All tracks are used for training and none are held out; cross-validation measures how good the network is.</summary>
    [JsonStringEnumMemberName("everything")]
    Everything,
}
