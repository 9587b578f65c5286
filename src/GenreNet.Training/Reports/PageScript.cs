using System.Security.Cryptography;
using System.Text;

namespace GenreNet.Training.Reports;

/// <summary>Provides the scripts that are embedded in pages. Pages are complete without them: they add sorting, filtering and selection.</summary>
internal static class PageScript
{
    /// <summary>Sorts and filters tables and selects lines of parallel coordinates.</summary>
    public static string Tables { get; } = Read("page.js");

    /// <summary>Updates the page of a running fit.</summary>
    public static string Live { get; } = Read("live.js");

    /// <summary>
    /// Returns a content security policy that allows no request and no script other than the given ones, even if text were not escaped.
    /// </summary>
    /// <param name="scripts">The allowed scripts.</param>
    /// <param name="connects">Whether the page may connect to the server that it comes from.</param>
    public static string Policy(IEnumerable<string> scripts, bool connects = false)
    {
        string[] hashes = [.. scripts.Select(s => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s)))}'")];
        string allowed = hashes.Length == 0 ? "'none'" : string.Join(' ', hashes);
        return $"default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:; script-src {allowed}{(connects ? "; connect-src 'self'" : string.Empty)}; base-uri 'none'; form-action 'none'";
    }

    private static string Read(string name)
    {
        using Stream stream = typeof(PageScript).Assembly.GetManifestResourceStream($"GenreNet.Training.Reports.Scripts.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Browsers normalise line breaks before they compute the hash.
        return $"\n{reader.ReadToEnd().ReplaceLineEndings("\n")}";
    }
}
