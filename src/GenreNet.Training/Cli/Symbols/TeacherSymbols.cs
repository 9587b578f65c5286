using System.CommandLine;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>Represents the options of knowledge distillation of a command line.</summary>
/// <param name="Teachers">Names or paths of the models, at least one.</param>
/// <param name="Audio">Path of the audio from which DATA was prepared; null if not given.</param>
/// <param name="Unlabelled">Path of clips without labels; null for none.</param>
/// <param name="Settings">The settings, without the facts of teachers and clips, which are known after loading.</param>
internal sealed record TeacherChoice(IReadOnlyList<string> Teachers, string? Audio, string? Unlabelled, TeachingOptions Settings);

/// <summary>The options of knowledge distillation from other models.</summary>
internal sealed class TeacherSymbols
{
    private const double DefaultWeight = 0.5;

    private readonly Option<string[]> _teachers = new("--teacher")
    {
        Description = "Model whose predictions for the same audio are learned in addition to the labels. Repeat the option for further teachers.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<double> _weight = CliSymbols.Number("--teacher-weight", "Weight of the teachers' probabilities in the loss of a labelled segment, from 0 to 1.", DefaultWeight, 0, 1);
    private readonly Option<double> _embeddingWeight = CliSymbols.Number("--teacher-embedding-weight", "Weight of the error of predicting the teachers' embeddings.", 0.0, 0, 1000);
    private readonly Option<double> _temperature = CliSymbols.Number("--teacher-temperature", "Temperature of the teachers' probabilities; values above 1 make them more uniform.", 1.0, 0.05, 20);
    private readonly Option<TeacherScope> _scope = CliSymbols.Word("--teacher-scope", "Audio that a teacher classifies: the complete track (Track) or each segment (Segment).", TeacherScope.Track);
    private readonly Option<string?> _audio = new("--teacher-audio") { Description = "Audio from which DATA was prepared; required if a teacher uses other features than those in DATA." };
    private readonly Option<string?> _unlabelled = new("--unlabelled")
    {
        Description = "Clips without labels, for which only the teachers' predictions are learned: a folder of audio files, a .tar.gz or .zip of one, or a manifest .csv with the column path. Files that are also in DATA are excluded.",
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
                result.AddError($"{option.Name} has no effect without --teacher. Add --teacher, or remove {option.Name}");
            }

            if (hasTeacher && result.GetResult(_weight) is { Implicit: false } && result.GetValue(_weight) == 0 && result.GetValue(_embeddingWeight) == 0 && result.GetValue(_unlabelled) is null)
            {
                result.AddError("With --teacher-weight 0, the teacher has no effect. Add --teacher-embedding-weight, or remove --teacher");
            }
        });
    }

    /// <summary>Returns whether any teachers are given.</summary>
    /// <param name="parsed">The parsed command line.</param>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_teachers) is { Length: > 0 };

    /// <summary>Reads the options; returns null without teachers.</summary>
    /// <param name="parsed">The parsed command line.</param>
    public TeacherChoice? Read(ParseResult parsed) => !AreGiven(parsed) ? null : new TeacherChoice(
        parsed.GetRequiredValue(_teachers),
        parsed.GetValue(_audio),
        parsed.GetValue(_unlabelled),
        new TeachingOptions
        {
            Teachers = [],
            Weight = parsed.GetValue(_weight),
            EmbeddingWeight = parsed.GetValue(_embeddingWeight),
            Temperature = parsed.GetValue(_temperature),
            Scope = parsed.GetValue(_scope),
        });
}
