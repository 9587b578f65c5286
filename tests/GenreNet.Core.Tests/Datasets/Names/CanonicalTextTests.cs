using System.Security.Cryptography;
using System.Text;
using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Names;

public sealed class CanonicalTextTests
{
    [Fact]
    public void The_base_class_library_does_not_normalize_here() =>
        Assert.Equal("e\u0301", "e\u0301".Normalize(NormalizationForm.FormC));

    [Theory]
    [InlineData("rock", "rock")]
    [InlineData("m\u00FAsica", "mu\u0301sica")]
    [InlineData("nh\u1EA1c Vi\u1EC7t", "nha\u0323c Vie\u0323\u0302t")]
    [InlineData("\uD55C\uAD6D", "\u1112\u1161\u11AB\u1100\u116E\u11A8")]
    [InlineData("\u6F14\u6B4C\u30AC", "\u6F14\u6B4C\u30AB\u3099")]
    [InlineData("\u00E1\u0331", "a\u0331\u0301")]
    public void An_accent_has_one_canonical_form(string composed, string decomposed)
    {
        Assert.Equal(decomposed, CanonicalText.Decompose(composed));
        Assert.Equal(decomposed, CanonicalText.Decompose(decomposed));
        Assert.Equal(composed, CanonicalText.Compose(decomposed));
        Assert.Equal(composed, CanonicalText.Compose(composed));
    }

    [Fact]
    public void Lone_surrogates_are_kept()
    {
        Assert.Equal("\uD800e\u0301\uDC00", CanonicalText.Decompose("\uD800\u00E9\uDC00"));
        Assert.Equal("\uD800\u00E9\uDC00", CanonicalText.Compose("\uD800e\u0301\uDC00"));
    }

    /// <summary>The sums are those of Python's unicodedata (Unicode 14.0) for the same characters, each followed by a line feed.</summary>
    [Fact]
    public void Every_character_has_the_forms_of_the_standard()
    {
        IEnumerable<string> all = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(char.ConvertFromUtf32);
        Assert.Equal("b505598a484ab04ad1f0d3e9d772f4a536b012c63ec82132e4a7fba25a8d94f2", Sum(all.Select(CanonicalText.Decompose)));
        Assert.Equal("9cc65524a9d8082bf10840c616cd199bd2ac12ee49a3381bd6fb7957711f342b", Sum(all.Select(CanonicalText.Compose)));
    }

    /// <summary>Random texts of letters and marks; the sums are those of Python's unicodedata.</summary>
    [Fact]
    public void Marks_in_any_order_have_the_forms_of_the_standard()
    {
        int[] points =
        [
            0x41, 0x65, 0x300, 0x301, 0x323, 0x327, 0x331, 0x308, 0x304, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xE9, 0x1EC7, 0x915, 0x93C, 0x304B, 0x3099, 0x1D157, 0x1D165, 0x344,
        ];
        uint state = 1;
        string[] texts = [.. Enumerable.Range(0, 20000).Select(_ => string.Concat(Enumerable.Range(0, 6).Select(_ =>
        {
            state = unchecked((state * 1103515245) + 12345) & 0x7FFFFFFF;
            return char.ConvertFromUtf32(points[(state >> 8) % points.Length]);
        })))];
        Assert.Equal("1748b112e1546263bc037150d7a14170a55f621bdac6b16307553f42fda059ff", Sum(texts.Select(CanonicalText.Decompose)));
        Assert.Equal("a58a7c6112d2ca99ba9681ea9e1916063a1458aef81221eaeadb25bf94b4ef48", Sum(texts.Select(CanonicalText.Compose)));
    }

    private static string Sum(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
