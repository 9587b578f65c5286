using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GenreNet.Core.Features;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Datasets;

/// <summary>Loads features that another program computed, as arrays in an <c>.npz</c> file: embeddings, taggrams, tables.</summary>
/// <remarks>
/// <c>X</c> holds the values, as <c>[rows, size]</c> or <c>[rows, frames, size]</c>; frames become rows of the same track. <c>Y</c> holds
/// the genre of each row, as text or as a number. <c>IDS</c> (optional) holds the track of each row. <c>GROUPS</c> (optional) holds the
/// group of each row; a split keeps the tracks of a group together.
/// Array names are case-insensitive. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// PreparedFeatures embeddings = FeatureArrays.Load("embeddings.npz");
/// Console.WriteLine($"{embeddings.Features.SegmentCount} rows of {embeddings.Features.CoefficientCount} values");
/// </code>
/// </example>
/// <seealso cref="FeatureSet"/>
/// <seealso cref="FeatureTable"/>
public static class FeatureArrays
{
    private const string X = "X";
    private const string Y = "Y";
    private const string Ids = "IDS";
    private const string Groups = "GROUPS";

    /// <summary>Returns whether a file holds such arrays, judging by their names.</summary>
    /// <param name="path">Path of the file; it need not exist.</param>
    public static bool IsArrays(string path)
    {
        if (!path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
        {
            return false;
        }

        try
        {
            using var file = NpzReader.Open(path);
            return NameIn(file, X) is not null && NameIn(file, Y) is not null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NumpyFormatException)
        {
            // The code that reads the file as a cache reports what is wrong with it.
            return false;
        }
    }

    /// <summary>Reads the arrays.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="genres">
    /// Names of the genres if <c>Y</c> holds numbers; label 0 is the first. If null, the names are taken from the ids, provided that the
    /// folder or the text before the first point corresponds one-to-one to the number (<c>blues.00000</c>); otherwise the numbers
    /// themselves are the names.
    /// </param>
    /// <returns>
    /// Features of the kind <see cref="FeatureKind.Embedding"/> without a source, sorted by track; rows of a track keep their order.
    /// </returns>
    /// <exception cref="DatasetException">
    /// The arrays do not fit together, contain a non-finite number, or have fewer than two genres.
    /// </exception>
    /// <exception cref="NumpyFormatException">The file is damaged.</exception>
    public static PreparedFeatures Load(string path, IReadOnlyList<string>? genres = null)
    {
        using var file = NpzReader.Open(path);
        NpyArray values = Read(file, X, path);
        int axes = values.Shape.Length;
        int rows = axes is 2 or 3 ? values.Shape[0] : throw Invalid(path, $"X has {Plural.Of(axes, "axis", "axes")}, but its shape must be [rows, size] or [rows, frames, size]");
        int size = values.Shape[^1];
        int frames = axes == 3 ? values.Shape[1] : 1;
        if (rows == 0 || size == 0 || frames == 0)
        {
            throw Invalid(path, "X is empty");
        }

        List<string> warnings = [];
        string[] ids = Texts(file, Ids, rows, path) ?? Numbered(rows, warnings, path);
        string[] names = Labels(file, rows, ids, genres, warnings, path);
        string[] tracks = [.. ids.Select((id, i) => TrackOf(id, names[i]))];
        string[] groups = Texts(file, Groups, rows, path)?.Select((group, i) => group.Length > 0 ? group : tracks[i]).ToArray() ?? tracks;
        string[] sorted = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (sorted.Length < 2)
        {
            throw Invalid(path, $"it contains only the genre {sorted[0]}, but a classifier needs at least two");
        }

        int[] order = [.. Enumerable.Range(0, rows).OrderBy(row => tracks[row], StringComparer.Ordinal)
            .SelectMany(row => Enumerable.Repeat(row, frames))];
        float[] numbers = Sorted(values, order, frames, size, path);
        int[] labels = [.. order.Select(row => Array.BinarySearch(sorted, names[row], StringComparer.Ordinal))];
        try
        {
            var features = new FeatureSet(new FeatureSetContent
            {
                Values = numbers,
                Labels = labels,
                TrackIds = [.. order.Select(row => tracks[row])],
                Genres = sorted,
                Options = FeatureOptions.External(Path.GetFileNameWithoutExtension(path), size),
                DatasetName = Path.GetFileNameWithoutExtension(path),
                DatasetFingerprint = Hash(numbers, order, tracks, names),
                Groups = [.. order.Select(row => groups[row])],
            });
            return new PreparedFeatures(features, [], warnings);
        }
        catch (ArgumentException problem)
        {
            throw Invalid(path, problem.Message.TrimEnd('.'), problem);
        }
    }

    private static string[] Labels(NpzReader file, int rows, string[] ids, IReadOnlyList<string>? genres, List<string> warnings, string path)
    {
        NpyArray labels = Read(file, Y, path);
        if (labels.Count != rows)
        {
            throw Invalid(path, $"X has {Plural.Of(rows, "row")}, but Y has {Plural.Of(labels.Count, "label")}");
        }

        if (labels.Type is NpyType.Text or NpyType.Bytes)
        {
            string[] texts = [.. labels.AsText().ToArray().Select(text => text.Trim())];
            int empty = Array.IndexOf(texts, string.Empty);
            IReadOnlyDictionary<string, string> spellings = empty < 0 ? GenreName.Choose(texts) : throw Invalid(path, $"row {empty} has no genre");
            return [.. texts.Select(text => spellings[text])];
        }

        long[] numbers = Whole(labels, path);
        if (genres is not null)
        {
            int outside = Array.FindIndex(numbers, number => number < 0 || number >= genres.Count);
            return outside < 0
                ? [.. numbers.Select(number => genres[(int)number])]
                : throw Invalid(path, $"row {outside} has the label {numbers[outside]}, but only {Plural.Of(genres.Count, "genre has a name", "genres have names")}");
        }

        string[] prefixes = [.. ids.Select(PrefixOf)];
        int pairs = numbers.Zip(prefixes).Distinct().Count();
        bool isOneToOne = prefixes.All(prefix => prefix.Length > 0)
            && pairs == numbers.Distinct().Count() && pairs == prefixes.Distinct(StringComparer.Ordinal).Count();
        if (!isOneToOne)
        {
            warnings.Add($"The genres in {path} are numbers, and the track ids do not name them, so the numbers are used as names.");
        }

        return isOneToOne ? prefixes : [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static long[] Whole(NpyArray labels, string path)
    {
        if (labels.Type is not (NpyType.Float16 or NpyType.Float32 or NpyType.Float64))
        {
            return labels.ToInt64();
        }

        double[] numbers = labels.ToDouble();
        int odd = Array.FindIndex(numbers, number => !(Math.Abs(number) < int.MaxValue && number == Math.Floor(number)));
        return odd < 0 ? Array.ConvertAll(numbers, number => (long)number) : throw Invalid(path, $"row {odd} of Y contains {numbers[odd]}, which is not a genre number");
    }

    private static string PrefixOf(string id) => id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? id[..slash]
        : id.IndexOf('.', StringComparison.Ordinal) is > 0 and var point ? id[..point]
        : string.Empty;

    /// <summary>Returns the id in the form used for audio and tables: <c>blues/blues.00000</c> for <c>blues.00000.au</c>.</summary>
    private static string TrackOf(string id, string genre)
    {
        string name = AudioPaths.IsAudio(id) ? id[..^Path.GetExtension(id).Length] : id;
        return name.Contains('/', StringComparison.Ordinal) ? name : $"{genre}/{name}";
    }

    private static string[] Numbered(int rows, List<string> warnings, string path)
    {
        warnings.Add(
            $"{path} has no array IDS, so each of its {Plural.Of(rows, "row")} is treated as a track. If several rows belong to one track, the figures are inflated.");
        return [.. Enumerable.Range(0, rows).Select(row => row.ToString("D8", CultureInfo.InvariantCulture))];
    }

    private static float[] Sorted(NpyArray values, int[] order, int frames, int size, string path)
    {
        if (values.Type is NpyType.Text or NpyType.Bytes)
        {
            throw Invalid(path, "X contains text instead of numbers");
        }

        double[] all = values.ToDouble();
        int odd = Array.FindIndex(all, value => !float.IsFinite((float)value));
        if (odd >= 0)
        {
            throw Invalid(path, FormattableString.Invariant($"row {odd / (frames * size)} of X contains {all[odd]}, which is not a finite number"));
        }

        float[] sorted = new float[all.Length];
        for (int i = 0; i < order.Length; i++)
        {
            int source = ((order[i] * frames) + (i % frames)) * size;
            for (int column = 0; column < size; column++)
            {
                sorted[(i * size) + column] = (float)all[source + column];
            }
        }

        return sorted;
    }

    private static string[]? Texts(NpzReader file, string name, int rows, string path)
    {
        if (NameIn(file, name) is not { } found)
        {
            return null;
        }

        NpyArray array = file.Read(found);
        if (array.Count != rows)
        {
            throw Invalid(path, $"X has {Plural.Of(rows, "row")}, but {name} has {Plural.Of(array.Count, "entry", "entries")}");
        }

        string[] texts = array.Type is NpyType.Text or NpyType.Bytes
            ? [.. array.AsText().ToArray().Select(text => text.Trim())]
            : [.. Whole(array, path).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        int empty = name == Ids ? Array.IndexOf(texts, string.Empty) : -1;
        return empty < 0 ? texts : throw Invalid(path, $"row {empty} of IDS is empty");
    }

    private static NpyArray Read(NpzReader file, string name, string path) =>
        NameIn(file, name) is { } found ? file.Read(found) : throw Invalid(path, $"it has no array {name}");

    private static string? NameIn(NpzReader file, string name) =>
        file.Names.FirstOrDefault(found => found.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Hash(float[] values, int[] order, string[] tracks, string[] names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int row in order)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{tracks[row]}\n{names[row]}\n"));
        }

        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static DatasetException Invalid(string path, string problem, Exception? inner = null) =>
        new($"{path} cannot be used as features: {problem}. Save the arrays X, Y and IDS again.", inner);
}
