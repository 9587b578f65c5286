using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>Loads the outputs of teachers from the file next to the features, or computes them from the audio.</summary>
/// <param name="terminal">Receives the messages.</param>
/// <param name="loader">Opens datasets with the settings of the command.</param>
/// <param name="source">The DATA argument.</param>
/// <param name="features">Path of the feature cache of a dataset; ignored if DATA is prepared.</param>
/// <param name="json">Whether the output carries JSON.</param>
internal sealed class TeachingLoader(Terminal terminal, DataLoader loader, string source, string features, bool json)
{
    private readonly DataKind _kind = DataLoader.KindOf(source);
    private TrackLibrary? _unlabelled;

    /// <summary>Loads the teachers and collects their outputs.</summary>
    /// <param name="choice">The teachers and settings.</param>
    /// <param name="data">The labelled data.</param>
    /// <exception cref="GenreNetException">A teacher cannot be loaded or does not match the data, or its audio is missing.</exception>
    public TeachingData Load(TeacherChoice choice, FeatureSet data)
    {
        List<Teacher> teachers = [];
        try
        {
            teachers.AddRange(choice.Teachers.Select(name => Teacher.Load(ModelSymbols.FileOf(name, "cannot be a teacher"))));
            FeatureSet? unlabelled = choice.Unlabelled is { } clips ? PrepareUnlabelled(clips, data) : null;
            TeachingOptions options = choice.Settings with
            {
                Teachers = [.. teachers.Select(t => t.Facts)],
                Unlabelled = unlabelled is null ? null : new UnlabelledFacts(unlabelled.DatasetName, unlabelled.DatasetFingerprint, unlabelled.TrackCount),
            };
            return TeachingData.Of(
                options,
                data,
                [.. teachers.Select(t => Answers(t, data, choice.Audio))],
                unlabelled,
                unlabelled is null ? null : [.. teachers.Select(t => UnlabelledAnswers(t, unlabelled))]);
        }
        finally
        {
            teachers.ForEach(t => t.Dispose());
        }
    }

    private string Cache => _kind == DataKind.Dataset ? features : source;

    /// <summary>Returns the outputs for the labelled data.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="data">The labelled data.</param>
    /// <param name="audio">Path of the audio of prepared data; null if not given.</param>
    /// <exception cref="GenreNetException">The audio is missing, belongs to other data, or cannot be decoded.</exception>
    private TeacherAnswers Answers(Teacher teacher, FeatureSet data, string? audio) => Answers(teacher, data, Cache, () =>
    {
        string path = _kind == DataKind.Dataset ? source : audio ?? throw new GenreNetException(
            $"{source} does not contain the features that the teacher {teacher.Facts.Name} requires. Use --teacher-audio to give the audio that it was prepared from.");
        TrackLibrary library = loader.Open(path);
        return library.Fingerprint == data.DatasetFingerprint
            ? library
            : throw new DatasetException($"{path} is not the audio that {source} was prepared from. Give that audio with --teacher-audio, or prepare the data again.");
    });

    /// <summary>Returns the outputs for unlabelled clips.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="unlabelled">The result of <see cref="PrepareUnlabelled"/>.</param>
    private TeacherAnswers UnlabelledAnswers(Teacher teacher, FeatureSet unlabelled) => Answers(teacher, unlabelled, UnlabelledCache, () => _unlabelled!);

    /// <summary>Extracts the features of unlabelled clips into a cache next to that of the data, or reuses it.</summary>
    /// <param name="path">Path of the unlabelled clips.</param>
    /// <param name="data">The labelled data: the clips get the same features and number of augmented variants; files contained in
    /// it are excluded.</param>
    /// <exception cref="GenreNetException">There are no clips, or they cannot be decoded.</exception>
    private FeatureSet PrepareUnlabelled(string path, FeatureSet data)
    {
        if (_kind == DataKind.Table)
        {
            throw new GenreNetException($"{source} is a feature table, but --unlabelled requires data from audio. Give a dataset, or an .npz file written by 'prepare'.");
        }

        TrackLibrary all = TrackLibrary.OpenUnlabelled(path, terminal.CancellationToken);
        _unlabelled = all.ExcludingContentHashes(FeatureCache.ReadContentHashes(Cache));
        if (_unlabelled.Tracks.Count < all.Tracks.Count)
        {
            terminal.Warn($"{all.Tracks.Count - _unlabelled.Tracks.Count} of {Plural.Of(all.Tracks.Count, "clip")} of {path} excluded, because {source} contains the same audio.");
        }

        return _unlabelled.Tracks.Count > 0
            ? loader.PrepareAndLoad(_unlabelled, data.Options, UnlabelledCache, data.Augmentation)
            : throw new DatasetException($"All clips of {path} are also in {source}. Remove --unlabelled, or give other clips.");
    }

    private string UnlabelledCache => Path.ChangeExtension(Cache, ".unlabelled.npz");

    private TeacherAnswers Answers(Teacher teacher, FeatureSet data, string cache, Func<TrackLibrary> audio)
    {
        if (teacher.Takes(data.Options))
        {
            return TeacherQuestions.Ask(teacher, data, terminal.CancellationToken);
        }

        string file = TeacherAnswersFile.PathFor(cache, teacher.Facts);
        if (TeacherAnswersFile.TryLoad(file, teacher, data.DatasetFingerprint) is { } known)
        {
            return known;
        }

        TrackLibrary library = audio();
        TeacherAnswers answers = terminal.Progress(json).Count($"Classifying with {teacher.Facts.Name}", "tracks", report => TeacherQuestions.Ask(
            teacher,
            library,
            data.Tracks.Select(t => t.Id).ToHashSet(StringComparer.Ordinal),
            new DirectProgress<ExtractionProgress>(p => report(p.Done, p.Total)),
            terminal.CancellationToken));
        TeacherAnswersFile.Save(file, answers, data.DatasetFingerprint);
        return answers;
    }
}
