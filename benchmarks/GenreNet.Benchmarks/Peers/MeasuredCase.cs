namespace GenreNet.Benchmarks.Peers;

/// <summary>Lists the names of the cases, as the peers print them.</summary>
internal static class MeasuredCase
{
    public const string WholeClip = "whole_clip";
    public const string Segments = "segments_of_3s";
    public const string Decode = "decode_and_whole_clip";
    public const string TenFiles = "ten_files";

    /// <summary>Gets all cases in the order of the table.</summary>
    public static IReadOnlyList<string> All { get; } = [WholeClip, Segments, Decode, TenFiles];
}
