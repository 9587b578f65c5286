namespace GenreNet.Core.Features;

/// <summary>What is made 1 in every frame of chroma.</summary>
public enum ChromaNormalization
{
    /// <summary>The strongest class. librosa's default, norm=inf.</summary>
    Maximum,

    /// <summary>The sum of the classes. norm=1.</summary>
    Sum,

    /// <summary>The root of the sum of squares. norm=2.</summary>
    Euclidean,

    /// <summary>Nothing: classes are sums of power. norm=None.</summary>
    None,
}
