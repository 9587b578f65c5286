using System.Text;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Decodes the names of archive entries. Distinct bytes never become the same replacement character, so U+FFFD never identifies a file.
/// </summary>
internal static class EntryText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // The encoding used by programs that do not mark names as UTF-8 (APPNOTE.TXT, appendix D).
    private static readonly Encoding Cp437 = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    /// <summary>Decodes a name in a ZIP archive: UTF-8 if the bytes are valid UTF-8, otherwise code page 437.</summary>
    public static string OfZip(ReadOnlySpan<byte> bytes) => Strict(bytes) ?? Cp437.GetString(bytes);

    /// <summary>Decodes a name in a tar archive: UTF-8 if the bytes are valid UTF-8, otherwise Latin-1.</summary>
    public static string OfTar(ReadOnlySpan<byte> bytes) => Strict(bytes) ?? Encoding.Latin1.GetString(bytes);

    /// <summary>Decodes UTF-8; returns null if the bytes are not valid UTF-8.</summary>
    public static string? Strict(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? StrictUtf8.GetString(bytes) : null;
}
