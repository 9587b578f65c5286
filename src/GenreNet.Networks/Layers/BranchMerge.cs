using System.Text.Json.Serialization;

namespace GenreNet.Networks;

/// <summary>Specifies how the outputs of parallel lists of layers are merged into one tensor.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BranchMerge>))]
public enum BranchMerge
{
    /// <summary>The sum; all outputs have the same shape.</summary>
    [JsonStringEnumMemberName("sum")]
    Sum,

    /// <summary>The mean; all outputs have the same shape.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,

    /// <summary>Concatenation along the channels of images, or the units of sequences and vectors.</summary>
    [JsonStringEnumMemberName("concatenate")]
    Concatenate,

    /// <summary>The product; all outputs have the same shape.</summary>
    [JsonStringEnumMemberName("product")]
    Product,
}
