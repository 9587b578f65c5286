using System.Text;
using System.Text.RegularExpressions;

namespace GenreNet.Core.Datasets;

/// <summary>Names of entries: which of them lead to a place inside the target, on every system.</summary>
internal static partial class EntryName
{
    private const int LongestName = 1024;
    private const int LongestPart = 255;

    /// <summary>The parts of a name, folders first.</summary>
    /// <param name="name">As it stands in the archive; a leading <c>./</c> and a trailing slash are allowed.</param>
    /// <param name="problem">Why the name is refused, or null.</param>
    /// <returns>None for the target itself.</returns>
    public static string[] Split(string name, out string? problem)
    {
        string[] parts = [.. name.TrimEnd('/').Split('/').SkipWhile(part => part == ".")];
        problem = name.StartsWith('/') ? "is an absolute path"
            : name.Contains('\\') ? "holds a backslash"
            : name.Contains(':') ? "holds a colon, as drive letters do"
            : name.Any(char.IsControl) ? "holds a control character"
            : name.Length is 0 or > LongestName ? "has no name or an overlong one"
            : parts.Select(ProblemOf).FirstOrDefault(p => p is not null);
        return parts;
    }

    /// <summary>A name that can be printed.</summary>
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
        ".." => "leads out of the folder with '..'",
        "" or "." => "has an empty part",
        _ when Encoding.UTF8.GetByteCount(part) > LongestPart => "has an overlong part",
        // Windows drops such endings, and gives such names to devices.
        _ when part.EndsWith('.') || part.EndsWith(' ') => "has a part that ends in a dot or a space",
        _ when Device().IsMatch(part) => "is the name of a device on Windows",
        _ => null,
    };

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
