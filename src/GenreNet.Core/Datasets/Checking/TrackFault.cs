namespace GenreNet.Core.Datasets;

/// <summary>Something wrong with a track.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">One sentence for people.</param>
/// <param name="Offset">Byte of the file where a decoder gave up, or null where none applies.</param>
public sealed record TrackFault(FaultKind Kind, string Text, long? Offset = null)
{
    /// <summary>Whether a track with this fault is of no use to anyone.</summary>
    public bool IsFatal => Kind is FaultKind.Undecodable or FaultKind.Empty or FaultKind.Silent or FaultKind.TooShort;
}
