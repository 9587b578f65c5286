namespace GenreNet.Core.Tests.Support;

/// <summary>librosa lays features out the other way round.</summary>
internal static class Librosa
{
    /// <summary>From <c>[frames, values]</c> to <c>(values, frames)</c>.</summary>
    public static float[] Layout(float[] rows, int valueCount)
    {
        int frames = rows.Length / valueCount;
        return [.. Enumerable.Range(0, rows.Length).Select(i => rows[(i % frames * valueCount) + (i / frames)])];
    }
}
