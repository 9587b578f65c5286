namespace GenreNet.Core.Features;

/// <summary>What becomes of a clip that is shorter than one segment.</summary>
public enum ShortClip
{
    /// <summary>It is filled up with silence to one segment: right for prediction, where every clip deserves an answer. A summary is made of what is there.</summary>
    Pad,

    /// <summary>It gives no segment: right for training, where silence would be learnt as part of the genre. A summary is made all the same of a second and more.</summary>
    Skip,
}
