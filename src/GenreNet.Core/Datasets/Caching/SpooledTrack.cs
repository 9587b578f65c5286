namespace GenreNet.Core.Datasets;

/// <summary>Represents the location of an audio file's features in a journal.</summary>
/// <param name="SegmentCount">Number of segments.</param>
/// <param name="Warnings">Warnings about the audio.</param>
/// <param name="Length">Length of the uncompressed features in bytes.</param>
/// <param name="Checksum">CRC-32 of the uncompressed features.</param>
/// <param name="Offset">Offset of the compressed features in the file, in bytes.</param>
/// <param name="CompressedLength">Length of the compressed features in bytes.</param>
internal sealed record SpooledTrack(int SegmentCount, IReadOnlyList<string> Warnings, long Length, uint Checksum, long Offset, int CompressedLength);
