namespace GenreNet.Core.Features;

/// <summary>Specifies the normalization of chroma: the quantity that is scaled to 1 in every frame.</summary>
public enum ChromaNormalization
{
    /// <summary>The strongest class. librosa's default, norm=inf.</summary>
    Maximum,

    /// <summary>The sum of the classes. norm=1.</summary>
    Sum,

    /// <summary>The Euclidean norm of the classes. norm=2.</summary>
    Euclidean,

    /// <summary>No normalization: classes are sums of power. norm=None.</summary>
    None,
}
