using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Pretrained;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Cli;

/// <summary>Options and lookup for the model that a command uses.</summary>
internal static class ModelSymbols
{
    /// <summary>The description of accepted values.</summary>
    public const string Description =
        "Path of an .onnx file written by 'train' or of the folder of its run, name of an installed model ('pretrained', 'audioset', ...; see 'models list'), "
        + "or 'default' for the embedded model.";

    /// <summary>Name of the model in a folder.</summary>
    public const string FileName = "model.onnx";

    /// <summary>What --force replaces for commands that write a model file.</summary>
    public const string Existing = "an existing model";

    /// <summary>The description of the default.</summary>
    public const string Otherwise = "Default: the installed model 'pretrained' if there is one, else the embedded model.";

    private const string TenGenres = "gtzan";
    private const string AudioSet = "audioset";

    /// <summary>The hint printed below predictions of the embedded model.</summary>
    public static string Hint { get; } =
        $"The small embedded model was used. Run '{InstalledModels.InstallCommand(InstalledModels.Pretrained)}' to install a more accurate model.";

    /// <summary>Creates the option that selects the model.</summary>
    public static Option<string?> Model()
    {
        var model = new Option<string?>("--model") { Description = $"{Description} {Otherwise}" };
        model.CompletionSources.Add(_ => InstalledModels.List().Append(InstalledModels.Default));
        return model;
    }

    /// <summary>Creates the option that selects a list of genres instead of a model.</summary>
    public static Option<string?> Genres()
    {
        var genres = new Option<string?>("--genres")
        {
            Description = $"Genres to predict: {TenGenres} predicts one of ten genres per clip and is the default; {AudioSet} predicts about sixty genres and styles, of which several "
                + $"can apply, and requires the installed model {AudioSet}.",
        };
        CliSymbols.AcceptOnly(genres, [TenGenres, AudioSet]);
        return genres;
    }

    /// <summary>Rejects a model together with a list of genres.</summary>
    public static void RequireOne(Command command, Option<string?> model, Option<string?> genres) => command.Validators.Add(result =>
    {
        if (result.GetResult(model) is { Implicit: false } && result.GetResult(genres) is { Implicit: false })
        {
            result.AddError("--model determines the genres. Remove --genres or --model");
        }
    });

    /// <summary>Returns the model requested by name or by genres; null for the default.</summary>
    public static string? Wanted(ParseResult parsed, Option<string?> model, Option<string?> genres) =>
        parsed.GetValue(genres) == AudioSet ? AudioSet : parsed.GetValue(model);

    /// <summary>Returns the path of the model that a command uses.</summary>
    /// <param name="nameOrPath">The model, as given by the user; null for the default.</param>
    /// <returns>A path; null for the embedded model.</returns>
    /// <exception cref="GenreNetException">The model is not installed.</exception>
    public static string? PathOf(string? nameOrPath) => nameOrPath switch
    {
        null => InstalledModels.Find(InstalledModels.Pretrained),
        InstalledModels.Default when !File.Exists(nameOrPath) => null,
        _ => Known(InstalledModels.Resolve(nameOrPath)),
    };

    /// <summary>Returns the model file that a command uses, where the embedded model will not do.</summary>
    /// <param name="nameOrPath">The name or path given by the user; null for the default choice.</param>
    /// <param name="reason">What the embedded model cannot do, such as "cannot vote".</param>
    /// <exception cref="GenreNetException">The model is not installed, or is the embedded one.</exception>
    public static string FileOf(string? nameOrPath, string reason) =>
        PathOf(nameOrPath) ?? throw new GenreNetException($"The embedded model {reason}. Give an .onnx file, the folder of a run, or an installed model.");

    // Handles a name that is neither a file nor installed, and does not look like a file name.
    private static string Known(string nameOrPath)
    {
        if (Path.Exists(nameOrPath) || Path.HasExtension(nameOrPath) || nameOrPath.Contains('/', StringComparison.Ordinal) || nameOrPath.Contains('\\', StringComparison.Ordinal))
        {
            return nameOrPath;
        }

        var store = new PretrainedStore();
        if (InstalledNames.FindModel(store, nameOrPath)?.Name is { } model)
        {
            return InstalledModels.Find(model)
                ?? throw new GenreNetException($"The model '{model}' is not installed. Run 'genrenet models get {model}', or give an .onnx file.");
        }

        string installed = string.Join(", ", InstalledModels.List().Append(InstalledModels.Default));
        throw new GenreNetException(
            $"There is no file or installed model '{nameOrPath}'. Give an .onnx file, the folder of a run, or one of {installed}; 'genrenet models' lists the models that can be installed.");
    }

    /// <summary>Loads the model that a command uses.</summary>
    /// <param name="nameOrPath">The model, as given by the user; null for the default.</param>
    /// <param name="options">The classification options.</param>
    /// <exception cref="GenreNetException">The model is not installed, or its file is damaged.</exception>
    public static GenreClassifier Load(string? nameOrPath, ClassificationOptions? options = null)
    {
        string? path = PathOf(nameOrPath);
        try
        {
            return path is null ? GenreClassifier.LoadDefault(options) : GenreClassifier.Load(path, options);
        }
        catch (ModelFormatException problem) when (nameOrPath is not null && path is not null && !Path.Exists(nameOrPath))
        {
            throw new GenreNetException(
                $"The installed model {nameOrPath} is damaged ({problem.Message.TrimEnd('.')}). Run 'genrenet models get {Path.GetFileNameWithoutExtension(path)}' to install it again.",
                problem);
        }
        catch (ModelFormatException problem) when (nameOrPath is null)
        {
            // The user named no file, so the message explains why this one was opened.
            throw new GenreNetException(
                $"{problem.Message.TrimEnd('.')}. This model is the default because it is installed. Install it again, or use --model {InstalledModels.Default}.",
                problem);
        }
    }

    /// <summary>Returns the name of the model that classifies: that of its file, or <c>default</c>.</summary>
    /// <param name="nameOrPath">The model, as given by the user; null for the default.</param>
    public static string NameOf(string? nameOrPath) =>
        PathOf(nameOrPath) is { } path ? Path.GetFileNameWithoutExtension(path) : InstalledModels.Default;

    /// <summary>Returns the SHA-256 of the model file that classifies, in lower-case hexadecimal.</summary>
    /// <param name="nameOrPath">The model, as given by the user; null for the default.</param>
    /// <exception cref="GenreNetException">The model is not installed.</exception>
    public static string ChecksumOf(string? nameOrPath) =>
        Convert.ToHexStringLower(SHA256.HashData(PathOf(nameOrPath) is { } path ? InputFile.ReadAllBytes(path) : DefaultModel.Read()));

    /// <summary>Describes an installed model that is used by default.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="card">Card of the model.</param>
    public static string Announcement(string name, ModelCard card)
    {
        string accuracy = card.Test is { Tracks: > 0 } test
            ? string.Create(
                CultureInfo.InvariantCulture,
                $", accuracy {test.TrackAccuracy:0.0 %} on {Plural.Of(test.Tracks, "test track")}, 95 % CI {Interval(test)}")
            : card.Evaluations is [var evaluation, ..]
            ? string.Create(CultureInfo.InvariantCulture, $"; {evaluation.Name}: accuracy {evaluation.TrackAccuracy:0.0 %} on {Plural.Of(evaluation.Tracks, "track")}")
            : string.Empty;
        return $"Using the installed model {name} ({card.Network}, {card.Genres.Count} genres{accuracy}).";
    }

    private static string Interval(AccuracyFigures test)
    {
        WilsonInterval interval = WilsonInterval.Of((int)Math.Round(test.TrackAccuracy * test.Tracks), test.Tracks);
        return string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Low:0}\u2013{interval.High:0 %}");
    }
}
