using System.Text.Json.Serialization;

namespace GenreNet.Networks;

/// <summary>How the outputs of lists of layers side by side become one tensor.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BranchMerge>))]
public enum BranchMerge
{
    /// <summary>Added; all have the same shape.</summary>
    [JsonStringEnumMemberName("sum")]
    Sum,

    /// <summary>Their mean; all have the same shape.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,

    /// <summary>One behind the other along the channels of images, the units of sequences and vectors.</summary>
    [JsonStringEnumMemberName("concatenate")]
    Concatenate,

    /// <summary>Multiplied; all have the same shape.</summary>
    [JsonStringEnumMemberName("product")]
    Product,
}
