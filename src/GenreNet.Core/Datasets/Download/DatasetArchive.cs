using System.Security.Cryptography;
using System.Text;

namespace GenreNet.Core.Datasets.Download;

/// <summary>A place on the network that has a dataset, packed as <c>.tar.gz</c> or <c>.zip</c>.</summary>
public sealed record DatasetArchive
{
    /// <summary>What messages call it, such as <c>the copy on Hugging Face</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is fetched, over http or https. Messages and files show it without user and query, which may hold secrets.</summary>
    public required Uri Url { get; init; }

    /// <summary>SHA-256 in hexadecimal; null where it is not known, and then the content cannot be verified.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Bytes, where they are known beforehand: a server that announces another length is left at once.</summary>
    public long? Length { get; init; }

    /// <summary>Bytes that the unpacked content needs; without them a quarter more than the archive is reckoned with.</summary>
    public long? UnpackedLength { get; init; }

    /// <summary>Whether it is fetched with the user's Kaggle token.</summary>
    public bool NeedsKaggleToken { get; init; }

    /// <summary>The address without anything that may be secret.</summary>
    internal string ShownUrl => Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Tells addresses apart in the names of files, without giving away what is in them.</summary>
    internal string UrlHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url.AbsoluteUri)))[..16];

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

    /// <summary>Whether a text is a SHA-256 in hexadecimal.</summary>
    /// <param name="text">The text.</param>
    public static bool IsSha256(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit);
    }
}
