using System.Globalization;
using System.Text;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Converts between the two ways to encode an accented letter: as one character (NFC, usual on Linux and Windows) and as a letter followed
/// by a combining mark (NFD, usual on macOS).
/// </summary>
/// <remarks>
/// Canonical decomposition and composition, Unicode Standard Annex 15. <see cref="string.Normalize()"/> returns its input unchanged if the
/// program runs with <c>InvariantGlobalization</c>, as all GenreNet programs do, and names must mean the same in every program.
/// </remarks>
internal static class CanonicalText
{
    private const int FirstSyllable = 0xAC00;
    private const int SyllableCount = 11172;
    private const int FirstLeading = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int FirstTrailing = 0x11A7;
    private const int LeadingCount = 19;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;

    private static readonly Lazy<Dictionary<int, int[]>> Decompositions = new(() => Entries(DecompositionTable.Text)
        .Select(entry => entry.Split(' ').Select(Hexadecimal).ToArray()).ToDictionary(points => points[0], points => points[1..]));

    private static readonly Lazy<Dictionary<(int, int), int>> Compositions = new(ReadCompositions);

    private static readonly Lazy<Dictionary<int, int>> Classes = new(ReadClasses);

    /// <summary>Returns the NFD form of a text; canonically equivalent names have the same form.</summary>
    /// <param name="text">Any text; lone surrogates are kept as they are.</param>
    public static string Decompose(string text)
    {
        return System.Text.Ascii.IsValid(text) ? text : Text(Decomposed(text));
    }

    /// <summary>Returns the NFC form of a text, which uses one character per accented letter where one exists.</summary>
    /// <param name="text">Any text; lone surrogates are kept as they are.</param>
    public static string Compose(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        List<int> points = Decomposed(text);
        List<int> composed = [];
        int starter = -1;
        foreach (int point in points)
        {
            int rank = ClassOf(point);
            // A mark is blocked from its letter by an intervening mark of the same class, or by an intervening letter.
            bool isBlocked = starter < 0 || (composed.Count - 1 > starter && (rank == 0 || ClassOf(composed[^1]) >= rank));
            if (!isBlocked && Pair(composed[starter], point) is { } pair)
            {
                composed[starter] = pair;
                continue;
            }

            starter = rank == 0 ? composed.Count : starter;
            composed.Add(point);
        }

        return Text(composed);
    }

    private static List<int> Decomposed(string text)
    {
        List<int> points = [];
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            Append(points, isPair ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
        }

        Order(points);
        return points;
    }

    private static string Text(List<int> points)
    {
        var result = new StringBuilder(points.Count);
        foreach (int point in points)
        {
            _ = point < 0x10000 ? result.Append((char)point) : result.Append(char.ConvertFromUtf32(point));
        }

        return result.ToString();
    }

    private static void Append(List<int> points, int point)
    {
        int syllable = point - FirstSyllable;
        if (syllable is >= 0 and < SyllableCount)
        {
            points.Add(FirstLeading + (syllable / (VowelCount * TrailingCount)));
            points.Add(FirstVowel + (syllable / TrailingCount % VowelCount));
            if (syllable % TrailingCount > 0)
            {
                points.Add(FirstTrailing + (syllable % TrailingCount));
            }
        }
        else if (point >= 0xC0 && Decompositions.Value.TryGetValue(point, out int[]? parts))
        {
            Array.ForEach(parts, part => Append(points, part));
        }
        else
        {
            points.Add(point);
        }
    }

    private static int? Pair(int first, int second)
    {
        int leading = first - FirstLeading;
        int vowel = second - FirstVowel;
        if (leading is >= 0 and < LeadingCount && vowel is >= 0 and < VowelCount)
        {
            return FirstSyllable + (((leading * VowelCount) + vowel) * TrailingCount);
        }

        int syllable = first - FirstSyllable;
        int trailing = second - FirstTrailing;
        return syllable is >= 0 and < SyllableCount && syllable % TrailingCount == 0 && trailing is > 0 and < TrailingCount ? first + trailing
            : Compositions.Value.TryGetValue((first, second), out int pair) ? pair : null;
    }

    // Sorts the marks on one letter by combining class; marks of the same class keep their order.
    private static void Order(List<int> points)
    {
        for (int i = 1; i < points.Count; i++)
        {
            int point = points[i];
            int rank = ClassOf(point);
            int j = i;
            while (rank > 0 && j > 0 && ClassOf(points[j - 1]) > rank)
            {
                points[j] = points[j - 1];
                j--;
            }

            points[j] = point;
        }
    }

    private static int ClassOf(int point) => point < 0x300 ? 0 : Classes.Value.GetValueOrDefault(point);

    private static Dictionary<(int, int), int> ReadCompositions()
    {
        HashSet<int> never = [.. Entries(DecompositionTable.NeverComposed).SelectMany(Range)];
        return Decompositions.Value.Where(entry => entry.Value.Length == 2 && !never.Contains(entry.Key))
            .ToDictionary(entry => (entry.Value[0], entry.Value[1]), entry => entry.Key);
    }

    private static IEnumerable<int> Range(string text)
    {
        int[] ends = [.. text.Split('-').Select(Hexadecimal)];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }

    private static Dictionary<int, int> ReadClasses()
    {
        Dictionary<int, int> classes = [];
        foreach (string[] entry in Entries(CombiningClassTable.Text).Select(entry => entry.Split(' ')))
        {
            foreach (int point in Range(entry[0]))
            {
                classes.Add(point, int.Parse(entry[1], CultureInfo.InvariantCulture));
            }
        }

        return classes;
    }

    private static string[] Entries(string table) =>
        table.Split([';', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Hexadecimal(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
