using System.Security.Cryptography;
using System.Text;

namespace GenreNet.Core.Download;

/// <summary>A file on the network.</summary>
public record DownloadSource
{
    /// <summary>What messages call it, such as <c>the copy on Hugging Face</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is fetched, over http or https. Messages and files show it without user and query, which may hold secrets.</summary>
    public required Uri Url { get; init; }

    /// <summary>SHA-256 in hexadecimal; null where it is not known, and then the content cannot be verified.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Bytes, where they are known beforehand: a server that announces another length is left at once.</summary>
    public long? Length { get; init; }

    /// <summary>The address without anything that may be secret.</summary>
    internal string ShownUrl => Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Tells addresses apart in the names of files, without giving away what is in them.</summary>
    internal string UrlHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url.AbsoluteUri)))[..16];

    /// <summary>What the user can do about an answer of 401 or 403; null where nothing is known.</summary>
    internal virtual string? RefusalAdvice => null;

    /// <summary>Whether a text is a SHA-256 in hexadecimal.</summary>
    /// <param name="text">The text.</param>
    public static bool IsSha256(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit);
    }

    /// <summary>Bytes that are needed on the disk once the file is complete, besides the file.</summary>
    /// <param name="length">Bytes of the file.</param>
    internal virtual long SpaceAfter(long length) => 0;

    /// <summary>Checks what a caller filled in.</summary>
    /// <exception cref="ArgumentException">The address is not http or https, or the sum is no SHA-256.</exception>
    internal void Validate()
    {
        if (!Url.IsAbsoluteUri || (Url.Scheme != Uri.UriSchemeHttp && Url.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"{Name} is not at an http or https address.");
        }

        if (Sha256 is not null && !IsSha256(Sha256))
        {
            throw new ArgumentException($"'{Sha256}' is not a SHA-256: it takes 64 hexadecimal digits.");
        }
    }
}
