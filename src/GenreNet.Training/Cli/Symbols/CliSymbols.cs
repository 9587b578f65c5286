using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace GenreNet.Training.Cli;

/// <summary>Arguments and options shared by several commands, so that a name always has the same meaning.</summary>
internal static class CliSymbols
{
    /// <summary>The description of --quarantine for commands that read a dataset.</summary>
    public const string LeaveOut = "CSV file of tracks to exclude, as written by 'check'. Default: quarantine.csv of the dataset, if it exists.";

    public static Argument<string> Dataset() => new("DATASET")
    {
        Description = "Folder with one subfolder per genre, a .tar.gz or .zip of such a folder, a manifest .csv with the columns path and genre, or an FMA folder.",
    };

    public static Argument<string> Data() => new("DATA")
    {
        Description = "Folder with one subfolder per genre, a .tar.gz or .zip of such a folder, a manifest .csv with the columns path and genre, an FMA folder, a playlist (.m3u, .m3u8) or a quoted pattern such as \"music/*/*.mp3\" of files in genre folders, a feature table .csv with the columns filename and label, an .npz file written by 'prepare', or an .npz file of another program with the arrays X, Y and IDS.",
    };

    public static Argument<string[]> Audio() => new("AUDIO")
    {
        Description = "Audio files (WAV, AU, AIFF, FLAC, MP3, Ogg, and with ffmpeg any other format), folders of them at any depth, quoted patterns such as \"music/**/*.mp3\", and playlists (.m3u, .m3u8).",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<bool> Json() => new("--json")
    {
        Description = "Print only JSON to standard output; all other messages go to standard error.",
    };

    public static Option<string?> Quarantine(string description) => new("--quarantine") { Description = description };

    public static Option<string?> Pictures() => new("--pictures") { Description = "Folder to write the pictures of the HTML report to, each as .svg and .png." };

    public static Option<string?> Groups() => new("--groups")
    {
        Description = "CSV file of tracks that a split must keep together, with the columns track and group (or artist, or album), as written by 'check'. Default: groups.csv of the dataset, if it exists.",
    };

    public static Option<string?> GenreNames() => new("--genre-names")
    {
        Description = "Names of the genres, separated by commas and starting with number 0, for an .npz file of another program whose array Y contains numbers.",
    };

    /// <summary>Parses a list of names; returns null for none.</summary>
    /// <exception cref="Core.GenreNetException">A name is empty or occurs twice.</exception>
    public static IReadOnlyList<string>? Names(string? text)
    {
        string[]? names = text?.Split(',', StringSplitOptions.TrimEntries);
        return names is null || (names.All(name => name.Length > 0) && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length)
            ? names
            : throw new GenreNet.Core.GenreNetException($"--genre-names contains an empty or repeated name ('{text}'). Give each genre a name of its own.");
    }

    public static Option<ulong> Seed(ulong value) => Number("--seed", "Random seed; the same seed reproduces the same result.", value, 0UL, ulong.MaxValue);

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

            result.AddError($"{name} must be an http or https URL, not '{text}'");
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

    /// <summary>Accepts only listed values of an option, and suggests a similar one for others.</summary>
    public static void AcceptOnly(Option option, IReadOnlyList<string> values)
    {
        option.CompletionSources.Add([.. values]);
        option.Validators.Add(result => Check(result, option.Name, values));
    }

    /// <summary>Accepts only listed values of an argument, and suggests a similar one for others.</summary>
    public static void AcceptOnly(Argument argument, IReadOnlyList<string> values)
    {
        argument.CompletionSources.Add([.. values]);
        argument.Validators.Add(result => Check(result, argument.Name, values));
    }

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

                result.AddError(NotOneOf(name, text, Enum.GetNames<T>()));
                return value;
            },
        };

    private static void Check(SymbolResult result, string name, IReadOnlyList<string> values)
    {
        if (result.Tokens.Select(token => token.Value).FirstOrDefault(value => !values.Contains(value, StringComparer.Ordinal)) is { } unknown)
        {
            result.AddError(NotOneOf(name, unknown, values));
        }
    }

    private static string NotOneOf(string name, string text, IReadOnlyList<string> values) =>
        $"{name} must be {(values.Count == 1 ? string.Empty : "one of ")}{string.Join(", ", values)}, not '{text}'{GenreNet.Core.NearestName.Suggestion(text, values)}";

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
