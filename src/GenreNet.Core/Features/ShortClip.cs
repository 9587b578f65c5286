namespace GenreNet.Core.Features;

/// <summary>Specifies how to handle a clip that is shorter than one segment.</summary>
public enum ShortClip
{
    /// <summary>
    /// Fill the clip with silence to one segment. Use this for prediction, where every clip needs a result. A summary is computed without
    /// the silence.
    /// </summary>
    Pad,

    /// <summary>
    /// Skip the clip. Use this for training, where the network would learn silence as part of the genre. Summaries are still computed for
    /// clips of one second or more.
    /// </summary>
    Skip,
}
