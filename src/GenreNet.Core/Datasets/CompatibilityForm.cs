using System.Globalization;
using System.Text;

namespace GenreNet.Core.Datasets;

/// <summary>Unicode's compatibility decomposition: full-width letters become plain ones, an accented letter a letter and its accent.</summary>
/// <remarks>
/// <see cref="string.Normalize()"/> does nothing where globalization is invariant, and a dataset must have the same genres everywhere. Two strings with
/// equal decompositions have equal NFKC. Unicode Standard Annex 15, with one simplification: the marks of a letter are put in the order of their code points.
/// </remarks>
internal static class CompatibilityForm
{
    // Syllables of Hangul: the Unicode standard, section 3.12.
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeFirstTail = 0x11A7;
    private const int VowelCount = 21;
    private const int TailCount = 28;

    private static readonly Lazy<Dictionary<int, int[]>> Table = new(Read);

    /// <summary>Decomposes a string; what is no character becomes U+FFFD.</summary>
    public static string Decompose(string text)
    {
        List<Rune> decomposed = [];
        foreach (Rune rune in text.EnumerateRunes())
        {
            decomposed.AddRange(rune.IsAscii ? [rune] : Parts(rune.Value).Select(value => new Rune(value)));
        }

        int start = 0;
        while (start < decomposed.Count)
        {
            int end = start + 1;
            while (end < decomposed.Count && IsMark(decomposed[start]) && IsMark(decomposed[end]))
            {
                end++;
            }

            decomposed.Sort(start, end - start, Comparer<Rune>.Default);
            start = end;
        }

        return string.Concat(decomposed);
    }

    private static int[] Parts(int value)
    {
        if (value is < FirstSyllable or > LastSyllable)
        {
            return Table.Value.GetValueOrDefault(value, [value]);
        }

        int index = value - FirstSyllable;
        int tail = index % TailCount;
        int[] open = [FirstLead + (index / TailCount / VowelCount), FirstVowel + (index / TailCount % VowelCount)];
        return tail == 0 ? open : [.. open, BeforeFirstTail + tail];
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;

    private static Dictionary<int, int[]> Read()
    {
        using Stream stream = typeof(CompatibilityForm).Assembly.GetManifestResourceStream(nameof(CompatibilityForm))!;
        using var reader = new StreamReader(stream);
        var table = new Dictionary<int, int[]>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                int[] values = [.. line.Split(' ').Select(hex => int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
                table.Add(values[0], values[1..]);
            }
        }

        return table;
    }
}
