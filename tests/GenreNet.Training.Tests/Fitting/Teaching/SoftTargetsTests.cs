using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Fitting.Teaching;

public class SoftTargetsTests
{
    // One track of three segments of 1 s for each genre.
    private static readonly FeatureSet Data = TestFeatures.Make(tracksPerGenre: 1);

    private static readonly TeachingOptions Options = Settings();

    [Fact]
    public void Genres_are_matched_by_name_and_extra_genres_are_ignored()
    {
        SoftTargets targets = Of(Options, Answers(["rock", "polka", "Blues", "disco"], [0.2f, 0.5f, 0.1f, 0.2f]));
        Assert.Equal([0.2f, 0.4f, 0.4f], targets.ProbabilitiesOf(0).ToArray(), Close);
        Assert.Equal(targets.ProbabilitiesOf(0), targets.ProbabilitiesOf(2));
    }

    [Fact]
    public void A_teacher_without_a_genre_is_rejected_unless_only_its_embedding_is_used()
    {
        TeacherAnswers answers = Answers(["rock", "polka"], [0.5f, 0.5f], embedding: [7]);
        GenreNetException problem = Assert.Throws<GenreNetException>(() => Of(Options, answers));
        Assert.Contains("lacks (blues, disco; the teacher has rock, polka)", problem.Message, StringComparison.Ordinal);
        SoftTargets targets = Of(Options with { Weight = 0, EmbeddingWeight = 1 }, answers);
        Assert.Equal([7f], targets.EmbeddingOf(4).ToArray());
        Assert.Equal(0, targets.ProbabilitiesOf(4).Length);
    }

    [Fact]
    public void A_teacher_without_an_embedding_is_rejected_if_one_is_needed() => Assert.Contains(
        "has no embedding",
        Assert.Throws<GenreNetException>(() => Of(Options with { EmbeddingWeight = 1 }, Answers(TestFeatures.Genres, [1, 0, 0]))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Outputs_of_two_teachers_are_averaged_and_embeddings_concatenated()
    {
        SoftTargets targets = Of(
            Options with { EmbeddingWeight = 1 },
            Answers(TestFeatures.Genres, [1, 0, 0], embedding: [1, 2]),
            Answers(TestFeatures.Genres, [0, 0.5f, 0.5f], embedding: [3]));
        Assert.Equal([0.5f, 0.25f, 0.25f], targets.ProbabilitiesOf(1).ToArray(), Close);
        Assert.Equal([1f, 2, 3], targets.EmbeddingOf(1).ToArray(), Close);
        Assert.Equal(3, targets.EmbeddingSize);
    }

    [Fact]
    public void Outputs_for_a_segment_are_weighted_by_overlap()
    {
        // The teacher's segments last 1.5 s: the second second of a track overlaps with both by a half.
        TeacherAnswers answers = Answers(TestFeatures.Genres, [1, 0, 0, 0, 1, 0]) with { Features = TestFeatures.Options with { SegmentSeconds = 1.5 } };
        SoftTargets targets = Of(Options with { Scope = TeacherScope.Segment }, answers);
        Assert.Equal([1f, 0, 0], targets.ProbabilitiesOf(0).ToArray(), Close);
        Assert.Equal([0.5f, 0.5f, 0], targets.ProbabilitiesOf(1).ToArray(), Close);
        Assert.Equal([0f, 1, 0], targets.ProbabilitiesOf(2).ToArray(), Close);
        Assert.Equal([0.5f, 0.5f, 0], Of(Options, answers).ProbabilitiesOf(0).ToArray(), Close);
    }

    [Fact]
    public void The_tail_of_a_track_uses_the_last_output_of_the_teacher()
    {
        TeacherAnswers answers = Answers(TestFeatures.Genres, [0, 0, 1]);
        Assert.Equal([0f, 0, 1], Of(Options with { Scope = TeacherScope.Segment }, answers).ProbabilitiesOf(2).ToArray(), Close);
    }

    [Fact]
    public void Augmented_variants_use_the_output_for_their_track()
    {
        var data = new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[.. Data.ToArray()],
            Labels = [.. Data.Labels],
            TrackIds = [.. Data.TrackIds],
            Genres = Data.Genres,
            Options = Data.Options,
            DatasetName = "copies",
            DatasetFingerprint = Data.DatasetFingerprint,
            Variants = [0, 0, 1, 0, 0, 1, 0, 0, 1],
        });
        TeacherAnswers answers = Answers(TestFeatures.Genres, [1, 0, 0, 0, 1, 0]);
        var targets = SoftTargets.Of(data, data.Genres, [answers], Options with { Scope = TeacherScope.Segment });
        Assert.Equal([0f, 1, 0], targets.ProbabilitiesOf(1).ToArray(), Close);
        Assert.Equal([0.5f, 0.5f, 0], targets.ProbabilitiesOf(2).ToArray(), Close);
    }

    [Fact]
    public void Stored_outputs_are_used_only_for_the_same_teacher_and_data()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "answers.npz");
        using Teacher teacher = Teacher.Load(TestTeacher.Save(folder.Path));
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 1);
        TeacherAnswers answers = TeacherQuestions.Ask(teacher, data, CancellationToken.None);
        TeacherAnswersFile.Save(path, answers, "content");
        TeacherAnswers? read = TeacherAnswersFile.TryLoad(path, teacher, "content");
        Assert.Equal(answers.ByTrack["disco/000"].Probabilities, read!.ByTrack["disco/000"].Probabilities);
        Assert.Equal(answers.ByTrack["rock/000"].Embeddings, read.ByTrack["rock/000"].Embeddings);
        Assert.Null(TeacherAnswersFile.TryLoad(path, teacher, "other content"));
        using Teacher other = Teacher.Load(TestTeacher.Save(folder.Path, seed: 2));
        Assert.Null(TeacherAnswersFile.TryLoad(path, other, "content"));
        File.WriteAllText(path, "damaged");
        Assert.Null(TeacherAnswersFile.TryLoad(path, teacher, "content"));
    }

    private static SoftTargets Of(TeachingOptions options, params TeacherAnswers[] answers) => SoftTargets.Of(Data, Data.Genres, answers, options);

    private static TeachingOptions Settings() => new() { Teachers = [new TeacherFacts("a.onnx", new string('a', 64))] };

    // Every track has the same answer, of one segment or more.
    private static TeacherAnswers Answers(string[] genres, float[] probabilities, float[]? embedding = null)
    {
        int segments = probabilities.Length / genres.Length;
        float[] embeddings = [.. Enumerable.Repeat(embedding ?? [], segments).SelectMany(e => e)];
        return new TeacherAnswers(
            new TeacherFacts("a.onnx", new string('a', 64)), genres, embedding?.Length ?? 0, TestFeatures.Options,
            Data.Tracks.ToDictionary(t => t.Id, _ => new TeacherAnswer(probabilities, embeddings)));
    }

    private static bool Close(float a, float b) => Math.Abs(a - b) < 1e-5;
}
