using System.Text;
using System.Text.RegularExpressions;

namespace GenreNet.Core.Datasets;

/// <summary>Checks that the names of archive entries lead to a place inside the target on every operating system.</summary>
internal static partial class EntryName
{
    private const int LongestName = 1024;
    private const int LongestPart = 255;

    /// <summary>Splits a name into its parts, folders first.</summary>
    /// <param name="name">The name as stored in the archive; a leading <c>./</c> and a trailing slash are allowed.</param>
    /// <param name="problem">The reason for rejecting the name, or null.</param>
    /// <returns>The parts; empty for the target itself.</returns>
    public static string[] Split(string name, out string? problem)
    {
        string[] parts = [.. name.TrimEnd('/').Split('/').SkipWhile(part => part == ".")];
        problem = name.StartsWith('/') ? "is an absolute path"
            : name.Contains('\\') ? "contains a backslash"
            : name.Contains(':') ? "contains a colon"
            : name.Any(char.IsControl) ? "contains a control character"
            : name.Length is 0 or > LongestName ? "has an empty or too long name"
            : parts.Select(ProblemOf).FirstOrDefault(p => p is not null);
        return parts;
    }

    /// <summary>Returns a printable form of a name.</summary>
    public static string Shown(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name.Take(200))
        {
            text.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }

        return text.ToString();
    }

    private static string? ProblemOf(string part) => part switch
    {
        ".." => "leaves the folder with '..'",
        "" or "." => "has an empty part",
        _ when Encoding.UTF8.GetByteCount(part) > LongestPart => "has a part that is too long",
        // Windows drops such trailing characters, and reserves such names for devices.
        _ when part.EndsWith('.') || part.EndsWith(' ') => "has a part that ends in a dot or a space",
        _ when Device().IsMatch(part) => "is the name of a device on Windows",
        _ => null,
    };

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
