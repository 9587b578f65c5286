using System.Text;

namespace GenreNet.Core.Datasets;

/// <summary>Decodes the names of archive entries. Different bytes never become the same replacement character: U+FFFD decides no name.</summary>
internal static class EntryText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // What programs write that do not mark names as UTF-8 (APPNOTE.TXT, appendix D).
    private static readonly Encoding Cp437 = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    /// <summary>A name in a ZIP archive: UTF-8 if the bytes are valid UTF-8, else code page 437.</summary>
    public static string OfZip(ReadOnlySpan<byte> bytes) => Strict(bytes) ?? Cp437.GetString(bytes);

    /// <summary>A name in a tar archive: UTF-8 if the bytes are valid UTF-8, else Latin-1.</summary>
    public static string OfTar(ReadOnlySpan<byte> bytes) => Strict(bytes) ?? Encoding.Latin1.GetString(bytes);

    /// <summary>UTF-8, or null where the bytes are not valid UTF-8.</summary>
    public static string? Strict(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? StrictUtf8.GetString(bytes) : null;
}
