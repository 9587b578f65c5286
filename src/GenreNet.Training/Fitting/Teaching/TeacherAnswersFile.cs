using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core;
using GenreNet.Core.Numpy;

namespace GenreNet.Training.Fitting;

/// <summary>Reads and writes the outputs of a teacher as an <c>.npz</c> file next to the features that they belong to.</summary>
/// <remarks>
/// Arrays: <c>description</c>, JSON; <c>tracks</c>, text; <c>segments</c>, the number of segments per track; <c>probabilities</c> and
/// <c>embeddings</c>, float32, one row per segment. A file from another teacher or other data is ignored.
/// </remarks>
public static class TeacherAnswersFile
{
    private const int Format = 1;

    /// <summary>Returns the path of the outputs for a feature cache.</summary>
    /// <param name="cache">Path of the feature cache.</param>
    /// <param name="teacher">The teacher.</param>
    public static string PathFor(string cache, TeacherFacts teacher)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        return Path.ChangeExtension(cache, $".teacher-{teacher.Sha256[..12]}.npz");
    }

    /// <summary>Reads outputs.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="teacher">The teacher that the outputs must come from.</param>
    /// <param name="fingerprint">The hash of the data that the outputs must refer to.</param>
    /// <returns>The outputs; null if the file does not exist, is damaged, or belongs to another teacher or other data.</returns>
    public static TeacherAnswers? TryLoad(string path, Teacher teacher, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using NpzReader file = NpzReader.Open(path);
            TeacherAnswersDescription? description = JsonSerializer.Deserialize(file.Read("description").AsText()[0], TeachingJson.Default.TeacherAnswersDescription);
            return description == new TeacherAnswersDescription(Format, teacher.Facts.Sha256, fingerprint) ? Read(file, teacher) : null;
        }
        catch (Exception problem) when (problem is NumpyFormatException or JsonException or InvalidOperationException or ArgumentException
            or OverflowException or IndexOutOfRangeException or IOException or UnauthorizedAccessException)
        {
            // A damaged cache is not an error: the teacher recomputes the outputs.
            return null;
        }
    }

    /// <summary>Writes outputs atomically: the path refers either to the old file or to the complete new one.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="answers">The outputs.</param>
    /// <param name="fingerprint">The hash of the data that the outputs refer to.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Save(string path, TeacherAnswers answers, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(answers);
        string[] tracks = [.. answers.ByTrack.Keys.Order(StringComparer.Ordinal)];
        TeacherAnswer[] all = [.. tracks.Select(track => answers.ByTrack[track])];
        long[] counts = [.. all.Select(answer => (long)answer.Probabilities.Length / answers.Genres.Count)];
        var description = new TeacherAnswersDescription(Format, answers.Teacher.Sha256, fingerprint);
        NpzWriter.Write(
            path,
            [
                NpzEntry.Of("description", NpyArray.Create([JsonSerializer.Serialize(description, TeachingJson.Default.TeacherAnswersDescription)], 1)),
                NpzEntry.Of("tracks", NpyArray.Create(tracks, tracks.Length)),
                NpzEntry.Of("segments", NpyArray.Create(counts, counts.Length)),
                NpzEntry.Of("probabilities", NpyArray.Create(all.SelectMany(a => a.Probabilities).ToArray(), (int)counts.Sum(), answers.Genres.Count)),
                NpzEntry.Of("embeddings", NpyArray.Create(all.SelectMany(a => a.Embeddings).ToArray(), (int)counts.Sum(), answers.EmbeddingSize)),
            ]);
    }

    private static TeacherAnswers Read(NpzReader file, Teacher teacher)
    {
        string[] tracks = file.Read("tracks").AsText().ToArray();
        int[] counts = [.. file.Read("segments").ToInt64().Select(count => checked((int)count))];
        ReadOnlySpan<float> probabilities = file.Read("probabilities").AsSpan<float>();
        ReadOnlySpan<float> embeddings = file.Read("embeddings").AsSpan<float>();
        if (counts.Length != tracks.Length || probabilities.Length != counts.Sum() * teacher.Genres.Count || embeddings.Length != counts.Sum() * teacher.EmbeddingSize)
        {
            throw new ArgumentException("The lengths of the arrays do not match.");
        }

        var byTrack = new Dictionary<string, TeacherAnswer>(StringComparer.Ordinal);
        int row = 0;
        for (int i = 0; i < tracks.Length; i++)
        {
            byTrack.Add(tracks[i], new TeacherAnswer(
                probabilities.Slice(row * teacher.Genres.Count, counts[i] * teacher.Genres.Count).ToArray(),
                embeddings.Slice(row * teacher.EmbeddingSize, counts[i] * teacher.EmbeddingSize).ToArray()));
            row += counts[i];
        }

        return new TeacherAnswers(teacher.Facts, teacher.Genres, teacher.EmbeddingSize, teacher.Features, byTrack);
    }
}

/// <summary>Represents the metadata of an outputs file.</summary>
/// <param name="FormatVersion">Version of the file format.</param>
/// <param name="Teacher">SHA-256 of the teacher's file.</param>
/// <param name="DatasetFingerprint">Hash of the data.</param>
internal sealed record TeacherAnswersDescription(int FormatVersion, string Teacher, string DatasetFingerprint);

/// <summary>JSON serialization of the metadata.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TeacherAnswersDescription))]
internal sealed partial class TeachingJson : JsonSerializerContext;
