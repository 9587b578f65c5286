using System.Text.Json;

namespace GenreNet.Catalogue;

/// <summary>Converts between the name of a track and a line of the listing file.</summary>
internal static class ListingLine
{
    // The parameters that AWS, Google and Azure add to presigned addresses. They are secrets, and they change when an address is renewed.
    private static readonly string[] SignaturePrefixes = ["x-amz-", "x-goog-", "x-oss-", "x-ms-"];
    private static readonly HashSet<string> SignatureNames = new(StringComparer.OrdinalIgnoreCase)
    {
        // AWS, version 2, and Google.
        "AWSAccessKeyId", "GoogleAccessId", "Signature", "Expires", "Key-Pair-Id", "Policy",
        // Shared access signatures of Azure.
        "sig", "sv", "st", "se", "sr", "sp", "spr", "sip", "skoid", "sktid", "skt", "ske", "sks", "skv", "ss", "srt", "sdd",
    };

    /// <summary>Returns a name as one line. Names with line breaks, which Linux allows, are written as JSON strings.</summary>
    public static string Encode(string name) =>
        name.StartsWith('"') || name.AsSpan().ContainsAny('\n', '\r') ? JsonSerializer.Serialize(name, TextJson.Default.String) : name;

    /// <summary>Returns the name on a line.</summary>
    /// <exception cref="JsonException">The line is not one that <see cref="Encode"/> returns.</exception>
    public static string Decode(string line) =>
        line.StartsWith('"') ? JsonSerializer.Deserialize(line, TextJson.Default.String) ?? string.Empty : line;

    /// <summary>Returns whether a name is the address of a file on a web server.</summary>
    public static bool IsWeb(string name) =>
        name.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || name.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns a name as results and messages show it: a web address without user and password and without the signature of a presigned
    /// address.
    /// </summary>
    public static string Shown(string name)
    {
        if (!IsWeb(name) || !Uri.TryCreate(name, UriKind.Absolute, out Uri? address) || (address.Query.Length == 0 && address.UserInfo.Length == 0))
        {
            return name;
        }

        string[] kept = [.. address.Query.TrimStart('?').Split('&').Where(parameter => parameter.Length > 0 && !IsSignature(parameter.Split('=')[0]))];
        string place = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return kept.Length == 0 ? place : $"{place}?{string.Join('&', kept)}";
    }

    private static bool IsSignature(string parameter) =>
        SignatureNames.Contains(parameter) || SignaturePrefixes.Any(prefix => parameter.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
