using System.Globalization;

namespace GenreNet.Core;

/// <summary>Formats counts in messages, with the singular for exactly one.</summary>
internal static class Plural
{
    /// <summary>Returns a count followed by its noun, such as "1 file" or "2 files".</summary>
    /// <param name="count">The count.</param>
    /// <param name="one">The words after 1.</param>
    /// <param name="many">The words after any other count; null for <paramref name="one"/> with the ending s.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {Choose(count, one, many ?? one + "s")}");

    /// <summary>Returns the form that agrees with a count, such as "is" or "are".</summary>
    /// <param name="count">The count.</param>
    /// <param name="one">The form for 1.</param>
    /// <param name="many">The form for any other count.</param>
    public static string Choose(long count, string one, string many) => count == 1 ? one : many;
}
