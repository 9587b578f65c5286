using System.Text.Json;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;
using GenreNet.Core.IO;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Datasets.Caching;

/// <summary>Features of a dataset in one compressed <c>.npz</c> that NumPy reads without pickle.</summary>
/// <remarks>
/// Arrays: <c>features</c> float32 <c>[segments, frames, coefficients]</c>, <c>labels</c> int64 <c>[segments]</c>,
/// <c>genres</c> and <c>tracks</c> (text; a genre a label, a track id a segment), <c>options</c> (one text: JSON of what made it).
/// The same dataset and options give the same bytes.
/// </remarks>
public static class FeatureCache
{
    private const string FeaturesKey = "features";
    private const string LabelsKey = "labels";
    private const string GenresKey = "genres";
    private const string TracksKey = "tracks";
    private const string OptionsKey = "options";

    /// <summary>Extracts a dataset into a cache, or takes what is there if dataset, options and computation are the same.</summary>
    /// <param name="library">The dataset.</param>
    /// <param name="options">How clips become features.</param>
    /// <param name="path">The cache; an older cache is replaced, any other file is left alone.</param>
    /// <param name="progress">Told after every track.</param>
    /// <param name="cancellationToken">Stops soon; the path then shows what it did before.</param>
    /// <exception cref="GenreNetException">The dataset cannot be used, the cache cannot be written, or something else lies there.</exception>
    public static PreparedFeatures Prepare(
        TrackLibrary library, FeatureOptions options, string path, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(options);
        if (File.Exists(path) && ReadIfCurrent(path, library, options) is { } reused)
        {
            return reused;
        }

        AtomicFile.RequireWritable(path);
        PreparedFeatures prepared = FeatureExtraction.Run(library, options, progress, cancellationToken);
        Save(path, prepared, cancellationToken);
        return prepared;
    }

    /// <summary>Reads a cache.</summary>
    /// <param name="path">A file that <see cref="Prepare"/> wrote.</param>
    /// <exception cref="DatasetException">There is no such file, it is damaged, or no cache of ours.</exception>
    public static PreparedFeatures Load(string path)
    {
        try
        {
            using var file = NpzReader.Open(path);
            if (!file.Contains(OptionsKey) || !file.Contains(FeaturesKey))
            {
                throw new DatasetException($"{path} was not written by 'genrenet prepare' (it has {string.Join(", ", file.Names)}): prepare the dataset first.");
            }

            CacheDescription description = Describe(file, path);
            var features = new FeatureSet(
                Floats(file.Read(FeaturesKey), description.Features),
                [.. file.Read(LabelsKey).ToInt64().Select(label => checked((int)label))],
                file.Read(TracksKey).AsText().ToArray(),
                file.Read(GenresKey).AsText().ToArray(),
                description.Features,
                description.Dataset,
                description.DatasetFingerprint);
            return new PreparedFeatures(features, description.Skipped, description.Warnings);
        }
        catch (Exception problem) when (problem is NumpyFormatException or JsonException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new DatasetException($"{path} is not a whole feature cache ({problem.Message.TrimEnd('.')}): prepare the dataset again.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read ({problem.Message.TrimEnd('.')}): give a file that 'genrenet prepare' wrote.", problem);
        }
    }

    /// <summary>Writes a cache; the path shows either the old file or the whole new one.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="prepared">The features.</param>
    /// <param name="cancellationToken">Gives up between two arrays.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Save(string path, PreparedFeatures prepared, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        FeatureSet features = prepared.Features;
        var description = new CacheDescription(
            CacheDescription.CurrentFormat,
            CacheDescription.CurrentExtractor,
            features.DatasetName,
            features.DatasetFingerprint,
            features.Options,
            prepared.Skipped,
            prepared.Warnings);
        NpzEntry[] arrays =
        [
            NpzEntry.Of(FeaturesKey, NpyArray.Create([.. features.Values], features.SegmentCount, features.FrameCount, features.CoefficientCount)),
            NpzEntry.Of(LabelsKey, NpyArray.Create([.. features.Labels.Select(label => (long)label)], features.SegmentCount)),
            NpzEntry.Of(GenresKey, NpyArray.Create([.. features.Genres], features.Genres.Count)),
            NpzEntry.Of(TracksKey, NpyArray.Create([.. features.TrackIds], features.SegmentCount)),
            NpzEntry.Of(OptionsKey, NpyArray.Create([description.ToJson()])),
        ];
        NpzWriter.Write(path, arrays, cancellationToken);
    }

    private static PreparedFeatures? ReadIfCurrent(string path, TrackLibrary library, FeatureOptions options)
    {
        PreparedFeatures found;
        try
        {
            using var file = NpzReader.Open(path);
            CacheDescription description = Describe(file, path);
            if (description.ExtractorVersion != CacheDescription.CurrentExtractor || description.DatasetFingerprint != library.Fingerprint || description.Features != options)
            {
                return null;
            }

            found = Load(path);
        }
        catch (GenreNetException problem)
        {
            throw new GenreNetException($"{path} exists and is not a feature cache, so it is left alone: choose another name for the output, or delete it.", problem);
        }

        return found with { IsReused = true };
    }

    private static CacheDescription Describe(NpzReader file, string path)
    {
        try
        {
            ReadOnlySpan<string> json = file.Read(OptionsKey).AsText();
            CacheDescription description = CacheDescription.Parse(json[0]);
            if (description.FormatVersion > CacheDescription.CurrentFormat)
            {
                throw new DatasetException($"{path} has cache format {description.FormatVersion} and this version of GenreNet reads up to {CacheDescription.CurrentFormat}: update GenreNet.");
            }

            description.Features.Validate();
            return description;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new DatasetException($"{path} is not a feature cache ({problem.Message.TrimEnd('.')}): prepare the dataset again.", problem);
        }
    }

    private static float[] Floats(NpyArray array, FeatureOptions options) =>
        array.Shape is [_, var frames, var coefficients] && frames == options.FrameCount && coefficients == options.CoefficientCount
            ? array.Elements<float>()
            : throw new ArgumentException($"The features have the shape ({string.Join(", ", array.Shape.ToArray())}), not (segments, {options.FrameCount}, {options.CoefficientCount})");
}
