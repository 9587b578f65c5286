using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>The options of knowledge distillation from other models.</summary>
internal sealed class TeacherSymbols
{
    private const double DefaultWeight = 0.5;

    private readonly Option<string[]> _teachers = new("--teacher")
    {
        Description = "A model whose answers for the same audio are learned from, besides the labels. Give the option again for further teachers.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<double> _weight = CliSymbols.Number("--teacher-weight", "Share of the teachers' probabilities in the loss of a labelled segment.", DefaultWeight, 0, 1);
    private readonly Option<double> _embeddingWeight = CliSymbols.Number("--teacher-embedding-weight", "Factor of the error of predicting the teachers' embeddings.", 0.0, 0, 1000);
    private readonly Option<double> _temperature = CliSymbols.Number("--teacher-temperature", "What softens the teachers' probabilities: above 1 they become more equal.", 1.0, 0.05, 20);
    private readonly Option<TeacherScope> _scope = CliSymbols.Word("--teacher-scope", "Whether a teacher answers for the complete track or for the audio of each segment.", TeacherScope.Track);
    private readonly Option<string?> _audio = new("--teacher-audio") { Description = "The audio that prepared DATA was extracted from, where a teacher needs other features than DATA has." };
    private readonly Option<string?> _unlabelled = new("--unlabelled")
    {
        Description = "Clips without labels, learned with the teachers' answers alone: a folder of audio files, a .tar.gz or .zip of one, or a manifest .csv with the column path. Files that are in DATA are left out.",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        Option[] others = [_weight, _embeddingWeight, _temperature, _scope, _audio, _unlabelled];
        command.Add(_teachers);
        Array.ForEach(others, command.Add);
        command.Validators.Add(result =>
        {
            bool hasTeacher = result.GetResult(_teachers) is { Implicit: false };
            foreach (Option option in others.Where(o => !hasTeacher && result.GetResult(o) is { Implicit: false }))
            {
                result.AddError($"{option.Name} changes nothing without --teacher: add that, or leave it out");
            }

            if (hasTeacher && result.GetResult(_weight) is { Implicit: false } && result.GetValue(_weight) == 0 && result.GetValue(_embeddingWeight) == 0 && result.GetValue(_unlabelled) is null)
            {
                result.AddError("--teacher-weight 0 leaves nothing to learn from the teacher: add an --teacher-embedding-weight, or leave out --teacher");
            }
        });
    }

    /// <summary>Returns whether any teachers are given.</summary>
    /// <param name="parsed">The parsed command line.</param>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_teachers) is { Length: > 0 };

    /// <summary>Collects the answers of the teachers.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="lessons">Loads the teachers' answers for the data source.</param>
    /// <param name="data">The labelled data.</param>
    /// <returns>The teachers' answers; null without teachers.</returns>
    /// <exception cref="GenreNetException">A teacher cannot be loaded or does not match the data, or its audio is missing.</exception>
    public TeachingData? Read(ParseResult parsed, TeachingLoader lessons, FeatureSet data)
    {
        if (!AreGiven(parsed))
        {
            return null;
        }

        List<Teacher> teachers = [];
        try
        {
            teachers.AddRange(parsed.GetRequiredValue(_teachers).Select(name => Teacher.Load(ModelSymbols.FileOf(name, "cannot teach"))));
            FeatureSet? unlabelled = parsed.GetValue(_unlabelled) is { } clips ? lessons.PrepareUnlabelled(clips, data) : null;
            var options = new TeachingOptions
            {
                Teachers = [.. teachers.Select(t => t.Facts)],
                Weight = parsed.GetValue(_weight),
                EmbeddingWeight = parsed.GetValue(_embeddingWeight),
                Temperature = parsed.GetValue(_temperature),
                Scope = parsed.GetValue(_scope),
                Unlabelled = unlabelled is null ? null : new UnlabelledFacts(unlabelled.DatasetName, unlabelled.DatasetFingerprint, unlabelled.TrackCount),
            };
            return TeachingData.Of(
                options,
                data,
                [.. teachers.Select(t => lessons.Answers(t, data, parsed.GetValue(_audio)))],
                unlabelled,
                unlabelled is null ? null : [.. teachers.Select(t => lessons.UnlabelledAnswers(t, unlabelled))]);
        }
        finally
        {
            teachers.ForEach(t => t.Dispose());
        }
    }
}
