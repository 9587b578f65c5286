using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace GenreNet.Training.Cli;

/// <summary>Arguments and options shared by several commands, so that a name always has the same meaning.</summary>
internal static class CliSymbols
{
    /// <summary>The description of --quarantine for commands that read a dataset.</summary>
    public const string LeaveOut = "A .csv of tracks to leave out, as 'check' writes it; without this, the one that lies with the dataset.";

    public static Argument<string> Dataset() => new("DATASET")
    {
        Description = "A folder of genre folders, a .tar.gz or .zip of one, a manifest .csv with the columns path and genre, or a folder of FMA.",
    };

    public static Argument<string> Data() => new("DATA")
    {
        Description = "A folder of genre folders, a .tar.gz or .zip of one, a manifest .csv with the columns path and genre, a folder of FMA, a feature table .csv with the columns filename and label, an .npz that 'prepare' wrote, or an .npz of another program with the arrays X, Y and IDS.",
    };

    public static Argument<string[]> Audio() => new("AUDIO")
    {
        Description = "Audio files: WAV, AU, AIFF, and with ffmpeg any other format.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<bool> Json() => new("--json")
    {
        Description = "Print JSON alone on standard output; text for people goes to standard error.",
    };

    public static Option<string?> Quarantine(string description) => new("--quarantine") { Description = description };

    public static Option<string?> Pictures() => new("--pictures") { Description = "A folder for the pictures of the page as files: each as .svg and as .png." };

    public static Option<string?> Groups() => new("--groups")
    {
        Description = "A .csv of tracks that a split must keep together, with the columns track and group (or artist, or album), as 'check' writes it; without this, groups.csv of the dataset.",
    };

    public static Option<string?> GenreNames() => new("--genre-names")
    {
        Description = "For an .npz of another program whose Y holds numbers: the names of the genres, separated by commas, from number 0 on.",
    };

    /// <summary>Parses a list of names; returns null for none.</summary>
    /// <exception cref="Core.GenreNetException">A name is empty or occurs twice.</exception>
    public static IReadOnlyList<string>? Names(string? text)
    {
        string[]? names = text?.Split(',', StringSplitOptions.TrimEntries);
        return names is null || (names.All(name => name.Length > 0) && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length)
            ? names
            : throw new GenreNet.Core.GenreNetException($"--genre-names has an empty name or the same twice ('{text}'): give each genre one name.");
    }

    public static Option<string> Out(string description) => new("--out")
    {
        Description = description,
        Required = true,
    };

    public static Option<ulong> Seed(ulong value) => Number("--seed", "Decides every random choice; equal seeds repeat a run.", value, 0UL, ulong.MaxValue);

    /// <summary>Creates an option for an http or https URL.</summary>
    public static Option<Uri> Address(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
            {
                return url;
            }

            result.AddError($"{name} must be an http or https address, not '{text}'");
            return null;
        },
    };

    /// <summary>Creates an option for a number within bounds, without a default.</summary>
    public static Option<T> Number<T>(string name, string description, T minimum, T maximum)
        where T : INumber<T> => new(name) { Description = description, CustomParser = result => Parse(result, name, minimum, maximum) };

    /// <summary>Creates an option for a number within bounds.</summary>
    public static Option<T> Number<T>(string name, string description, T value, T minimum, T maximum)
        where T : INumber<T> => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            CustomParser = result => Parse(result, name, minimum, maximum),
        };

    /// <summary>Creates an option for one of several keywords, which are not case-sensitive.</summary>
    public static Option<T> Word<T>(string name, string description, T value)
        where T : struct, Enum => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
                {
                    return Enum.Parse<T>(text, ignoreCase: true);
                }

                result.AddError($"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, not '{text}'");
                return value;
            },
        };

    private static T Parse<T>(ArgumentResult result, string name, T minimum, T maximum)
        where T : INumber<T>
    {
        string text = result.Tokens[0].Value;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out T? value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        result.AddError($"{name} must be a number from {minimum} to {maximum}, not '{text}'");
        return T.Zero;
    }
}
