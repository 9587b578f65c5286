using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GenreNet.Training.Fitting;
using GenreNet.Training.Search;

namespace GenreNet.Training.Cli;

/// <summary>The command that fits a trial of a search again.</summary>
internal static class TrainArguments
{
    private const string Threads = "--threads";

    /// <summary>Makes it of the command of the search.</summary>
    /// <param name="parsed">The command of the search.</param>
    /// <param name="space">The space.</param>
    /// <param name="options">The options of the trial.</param>
    /// <param name="folder">The folder of the run to be.</param>
    /// <param name="isOwn">Whether an option is of the search alone.</param>
    public static string Of(ParseResult parsed, SearchSpace space, TrainingOptions options, string folder, Func<Option, bool> isOwn)
    {
        CommandResult command = parsed.CommandResult;

        // Another dropout is another network.
        Tunable[] set = [.. Tunables.All.Where(t => space.Parameters.Any(p => p.Name == t.Name || (p.Name == Tunables.Dropout && t.Name == Tunables.Network)))];
        var covered = set.SelectMany(t => t.Options).ToHashSet(StringComparer.Ordinal);
        IEnumerable<string> given = command.Command.Options
            .Where(option => !isOwn(option) && !covered.Contains(option.Name) && SearchSymbols.IsGiven(command, option))
            .SelectMany(option => command.GetResult(option)!.Tokens.Select(t => t.Value).Prepend(option.Name));
        bool hasThreads = command.Command.Options.Any(o => o.Name == Threads && SearchSymbols.IsGiven(command, o));
        string[] threads = hasThreads ? [] : [Threads, options.Threads.ToString(CultureInfo.InvariantCulture)];
        IEnumerable<string> data = command.Command.Arguments.SelectMany(a => command.GetResult(a)?.Tokens ?? []).Select(t => t.Value);
        return string.Join(' ', ((string[])["genrenet", "train", .. data, .. given, .. set.SelectMany(t => t.Arguments(options)), .. threads, "--out", folder]).Select(Quoted));
    }

    private static string Quoted(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./,:=+@%".Contains(letter)) ? text : $"'{text.Replace("'", "'\\''")}'";
}
