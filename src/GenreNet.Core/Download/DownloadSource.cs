using System.Security.Cryptography;
using System.Text;

namespace GenreNet.Core.Download;

/// <summary>Represents a file on the network.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="FileDownloader"/>
public record DownloadSource
{
    /// <summary>Gets the name used in messages, such as <c>the copy on Hugging Face</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the http or https address. Messages and files show it without user and query, which may contain secrets.</summary>
    public required Uri Url { get; init; }

    /// <summary>Gets the SHA-256 in hexadecimal; null if unknown, in which case the content cannot be verified.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Gets the length in bytes if known beforehand; a server that announces another length is rejected immediately.</summary>
    public long? Length { get; init; }

    /// <summary>Gets the address without parts that may be secret.</summary>
    internal string ShownUrl => Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Gets a hash that distinguishes addresses in file names without revealing their content.</summary>
    internal string UrlHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url.AbsoluteUri)))[..16];

    /// <summary>Gets advice for the user about a 401 or 403 response; null if there is none.</summary>
    internal virtual string? RefusalAdvice => null;

    /// <summary>Returns whether a text is a SHA-256 in hexadecimal.</summary>
    /// <param name="text">The text.</param>
    public static bool IsSha256(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit);
    }

    /// <summary>Returns the number of bytes needed on the disk once the file is complete, in addition to the file itself.</summary>
    /// <param name="length">Length of the file in bytes.</param>
    internal virtual long SpaceAfter(long length) => 0;

    /// <summary>Checks the values supplied by the caller.</summary>
    /// <exception cref="ArgumentException">The address is not http or https, or the checksum is not a SHA-256.</exception>
    internal void Validate()
    {
        if (!Url.IsAbsoluteUri || (Url.Scheme != Uri.UriSchemeHttp && Url.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"The address of {Name} must begin with http or https.");
        }

        if (Sha256 is not null && !IsSha256(Sha256))
        {
            throw new ArgumentException($"'{Sha256}' is not a SHA-256, which has 64 hexadecimal digits.");
        }
    }
}
