using System.CommandLine;
using GenreNet.Inference;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Cli;

/// <summary>Options of the commands that arrange a music library by genre: which music, and where its genres come from.</summary>
internal sealed class GenreSymbols
{
    private readonly Option<string?> _model = ModelSymbols.Model();
    private readonly Option<double> _minConfidence;
    private readonly Option<int> _top;
    private readonly Option<string[]> _names = new("--genre-name")
    {
        Description = "How a genre is written, such as hiphop=Rap. Repeat the option for more genres. Default: the spelling of the ID3v1 list, such as Hip-Hop for hiphop, or that of the model.",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Creates the options.</summary>
    /// <param name="uncertain">What happens to a file without a genre that is probable enough.</param>
    /// <param name="several">What several genres of a file mean.</param>
    public GenreSymbols(string uncertain, string several)
    {
        _minConfidence = CliSymbols.Number("--min-confidence", $"Minimum probability of a genre, 0 to 1. {uncertain}", 0.5, 0.0, 1.0);
        _top = CliSymbols.Number("--top", $"Maximum number of genres per file, each with at least --min-confidence. {several}", 1, 1, 100);
    }

    /// <summary>The music: files, folders, patterns and playlists.</summary>
    public Argument<string[]> Music { get; } = new("MUSIC")
    {
        Description = "Music files, folders with their subfolders, patterns such as 'music/**/*.mp3', or playlists (.m3u, .m3u8).",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Adds the symbols to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Music);
        command.Add(_model);
        command.Add(_minConfidence);
        command.Add(_top);
        command.Add(_names);
    }

    /// <summary>Returns the minimum probability of a genre.</summary>
    public double MinConfidence(ParseResult parsed) => parsed.GetValue(_minConfidence);

    /// <summary>Returns the maximum number of genres per file.</summary>
    public int Top(ParseResult parsed) => parsed.GetValue(_top);

    /// <summary>Returns how genres are written.</summary>
    /// <exception cref="Core.GenreNetException">A pair is incomplete or repeated.</exception>
    public GenreSpelling Spelling(ParseResult parsed) => new(parsed.GetValue(_names) ?? []);

    /// <summary>Returns whether the user chose a model.</summary>
    public bool IsModelGiven(System.CommandLine.Parsing.SymbolResult parsed) => parsed.GetResult(_model) is { Implicit: false };

    /// <summary>Loads the model that classifies, and prints its name to the error stream if the user did not choose it.</summary>
    /// <exception cref="Core.GenreNetException">The model is not installed, or its file is damaged.</exception>
    public GenreClassifier Load(ParseResult parsed, Terminal terminal)
    {
        string? wanted = parsed.GetValue(_model);
        GenreClassifier classifier = ModelSymbols.Load(wanted);
        if (wanted is null)
        {
            string name = ModelSymbols.NameOf(wanted);
            terminal.Error.WriteLine(name == InstalledModels.Default ? ModelSymbols.Hint : ModelSymbols.Announcement(name, classifier.Card));
        }

        return classifier;
    }
}
