namespace GenreNet.Core.Datasets;

/// <summary>Where the features of an audio file lie in a spool.</summary>
/// <param name="SegmentCount">Segments.</param>
/// <param name="Warnings">What was odd about the audio.</param>
/// <param name="Length">Bytes of the features.</param>
/// <param name="Checksum">Their CRC-32.</param>
/// <param name="Offset">Where their compressed bytes begin in the file.</param>
/// <param name="CompressedLength">How many these are.</param>
internal sealed record SpooledTrack(int SegmentCount, IReadOnlyList<string> Warnings, long Length, uint Checksum, long Offset, int CompressedLength);
