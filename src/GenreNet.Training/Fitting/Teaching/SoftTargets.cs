using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>What teachers say about the segments of a dataset: probabilities of its genres, and embeddings.</summary>
/// <remarks>Rows are shared: with <see cref="TeacherScope.Track"/> all segments of a track have one. Augmented copies always have the row of their track.</remarks>
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

    /// <summary>Numbers of the joined embeddings of all teachers; 0 where they are not wanted.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Puts the answers of teachers together.</summary>
    /// <param name="data">The segments.</param>
    /// <param name="genres">The genres to answer with, matched by name; further genres of a teacher are left out, and its probabilities add up to one again.</param>
    /// <param name="teachers">The answers, of one teacher or more.</param>
    /// <param name="options">Which answers are wanted.</param>
    /// <exception cref="GenreNetException">A teacher does not know a genre, or has no embedding where one is wanted.</exception>
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

    /// <summary>The probabilities for a segment, adding up to one; empty where they are not wanted.</summary>
    /// <param name="segment">Segment, from 0.</param>
    public ReadOnlySpan<float> ProbabilitiesOf(int segment) =>
        _probabilities.Length == 0 ? [] : _probabilities.AsSpan(_rows[segment] * GenreCount, GenreCount);

    /// <summary>The joined embeddings for a segment, not standardised; empty where they are not wanted.</summary>
    /// <param name="segment">Segment, from 0.</param>
    public ReadOnlySpan<float> EmbeddingOf(int segment) => _embeddings.AsSpan(_rows[segment] * EmbeddingSize, EmbeddingSize);

    // A row for each track, and with answers for segments one for each segment that is not of a copy.
    private static (string Track, double Start, double End)[] Spans(FeatureSet data, TeacherScope scope, out int[] rows)
    {
        List<(string, double, double)> spans = [];
        rows = new int[data.SegmentCount];
        foreach (LabelledTrack track in data.Tracks)
        {
            int whole = spans.Count;
            spans.Add((track.Id, 0, double.PositiveInfinity));
            int index = 0;
            foreach (int segment in data.SegmentsWithCopiesOf([track.Id]))
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
                $"the teacher {teacher.Teacher.Name} does not know the genres {string.Join(", ", unknown)} of the data (it knows {string.Join(", ", teacher.Genres)}): "
                + "give one that does, or take only its embedding, with --teacher-weight 0 and an --teacher-embedding-weight.");
    }

    private static void RequireEmbedding(TeacherAnswers teacher, bool isWanted)
    {
        if (isWanted && teacher.EmbeddingSize == 0)
        {
            throw new GenreNetException($"the teacher {teacher.Teacher.Name} has no embedding to learn: leave out --teacher-embedding-weight, or give another teacher.");
        }
    }
}
