using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the teachers' outputs for the segments of a dataset: probabilities of its genres, and embeddings.</summary>
/// <remarks>
/// Rows are shared: with <see cref="TeacherScope.Track"/>, all segments of a track have the same row. Augmented variants always have the
/// row of their track.
/// </remarks>
public sealed class SoftTargets
{
    private readonly float[] _probabilities;
    private readonly float[] _embeddings;
    private readonly int[] _rows;

    private SoftTargets(int genreCount, int embeddingSize, float[] probabilities, float[] embeddings, int[] rows)
    {
        (GenreCount, EmbeddingSize) = (genreCount, embeddingSize);
        (_probabilities, _embeddings, _rows) = (probabilities, embeddings, rows);
    }

    /// <summary>Number of genres.</summary>
    public int GenreCount { get; }

    /// <summary>Size of the concatenated embeddings of all teachers; 0 if they are not used.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Combines the outputs of teachers.</summary>
    /// <param name="data">The features of the segments.</param>
    /// <param name="genres">The target genres, matched by name; other genres of a teacher are dropped and its probabilities
    /// renormalised.</param>
    /// <param name="teachers">The outputs of one or more teachers.</param>
    /// <param name="options">The settings, which determine the outputs that are used.</param>
    /// <exception cref="GenreNetException">A teacher lacks a genre, or lacks an embedding although embeddings are used.</exception>
    public static SoftTargets Of(FeatureSet data, IReadOnlyList<string> genres, IReadOnlyList<TeacherAnswers> teachers, TeachingOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(genres);
        ArgumentNullException.ThrowIfNull(teachers);
        ArgumentNullException.ThrowIfNull(options);
        bool hasEmbeddings = options.EmbeddingWeight > 0;
        int size = hasEmbeddings ? teachers.Sum(t => t.EmbeddingSize) : 0;
        (string Track, double Start, double End)[] spans = Spans(data, options.Scope, out int[] rows);
        float[] probabilities = new float[options.HasProbabilities ? spans.Length * genres.Count : 0];
        float[] embeddings = new float[spans.Length * size];
        int offset = 0;
        foreach (TeacherAnswers teacher in teachers)
        {
            RequireEmbedding(teacher, hasEmbeddings);
            int[] columns = options.HasProbabilities ? Columns(teacher, genres) : [];
            int width = hasEmbeddings ? teacher.EmbeddingSize : 0;
            float[] answer = new float[teacher.Genres.Count];
            foreach ((int row, (string track, double start, double end)) in spans.Index())
            {
                Array.Clear(answer);
                teacher.AddMean(track, start, end, answer, embeddings.AsSpan((row * size) + offset, width));
                float sum = columns.Sum(column => answer[column]);
                for (int genre = 0; genre < columns.Length; genre++)
                {
                    probabilities[(row * genres.Count) + genre] += sum > 0 ? answer[columns[genre]] / (sum * teachers.Count) : 1f / (genres.Count * teachers.Count);
                }
            }

            offset += width;
        }

        return new SoftTargets(genres.Count, size, probabilities, embeddings, rows);
    }

    /// <summary>Returns the probabilities for a segment, which sum to one; empty if they are not used.</summary>
    /// <param name="segment">The index of the segment, from 0.</param>
    public ReadOnlySpan<float> ProbabilitiesOf(int segment) =>
        _probabilities.Length == 0 ? [] : _probabilities.AsSpan(_rows[segment] * GenreCount, GenreCount);

    /// <summary>Returns the concatenated embeddings for a segment, not standardised; empty if they are not used.</summary>
    /// <param name="segment">The index of the segment, from 0.</param>
    public ReadOnlySpan<float> EmbeddingOf(int segment) => _embeddings.AsSpan(_rows[segment] * EmbeddingSize, EmbeddingSize);

    // One row per track; with segment-level outputs, one row per segment that does not belong to an augmented variant.
    private static (string Track, double Start, double End)[] Spans(FeatureSet data, TeacherScope scope, out int[] rows)
    {
        List<(string, double, double)> spans = [];
        rows = new int[data.SegmentCount];
        foreach (LabelledTrack track in data.Tracks)
        {
            int whole = spans.Count;
            spans.Add((track.Id, 0, double.PositiveInfinity));
            int index = 0;
            foreach (int segment in data.SegmentsWithVariantsOf([track.Id]))
            {
                rows[segment] = whole;
                if (scope == TeacherScope.Segment && data.Variants[segment] == 0)
                {
                    rows[segment] = spans.Count;
                    double start = data.Options.SegmentStart(index++).TotalSeconds;
                    spans.Add((track.Id, start, start + data.Options.SegmentSeconds));
                }
            }
        }

        return [.. spans];
    }

    private static int[] Columns(TeacherAnswers teacher, IReadOnlyList<string> genres)
    {
        int[] columns = [.. genres.Select(genre => GenreName.IndexIn(teacher.Genres, genre))];
        string[] unknown = [.. genres.Where((_, i) => columns[i] < 0)];
        return unknown.Length == 0
            ? columns
            : throw new GenreNetException(
                $"The data has genres that the teacher {teacher.Teacher.Name} lacks ({string.Join(", ", unknown)}; the teacher has {string.Join(", ", teacher.Genres)}): "
                + "use another teacher, or only its embedding, with --teacher-weight 0 and a positive --teacher-embedding-weight.");
    }

    private static void RequireEmbedding(TeacherAnswers teacher, bool isWanted)
    {
        if (isWanted && teacher.EmbeddingSize == 0)
        {
            throw new GenreNetException($"The teacher {teacher.Teacher.Name} has no embedding: omit --teacher-embedding-weight, or use another teacher.");
        }
    }
}
