namespace GenreNet.Core.Datasets;

/// <summary>Represents a fault of a track.</summary>
/// <param name="Kind">Kind of the fault.</param>
/// <param name="Text">One human-readable sentence.</param>
/// <param name="Offset">Byte offset in the file where decoding failed, or null if not applicable.</param>
public sealed record TrackFault(FaultKind Kind, string Text, long? Offset = null)
{
    /// <summary>Gets whether a track with this fault is unusable.</summary>
    public bool IsFatal => Kind is FaultKind.Undecodable or FaultKind.Empty or FaultKind.Silent or FaultKind.TooShort;
}
