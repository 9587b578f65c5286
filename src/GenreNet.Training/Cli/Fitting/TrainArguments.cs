using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GenreNet.Training.Fitting;
using GenreNet.Training.Search;

namespace GenreNet.Training.Cli;

/// <summary>Builds the <c>train</c> command line that repeats a trial of a search.</summary>
internal static class TrainArguments
{
    private const string Threads = "--threads";

    /// <summary>Builds the command line from that of the search.</summary>
    /// <param name="parsed">The parsed command line of the search.</param>
    /// <param name="space">The search space.</param>
    /// <param name="options">The options of the trial.</param>
    /// <param name="folder">The folder of the new run.</param>
    /// <param name="isOwn">Returns whether an option belongs to the search only.</param>
    public static string Of(ParseResult parsed, SearchSpace space, TrainingOptions options, string folder, Func<Option, bool> isOwn)
    {
        CommandResult command = parsed.CommandResult;

        // A different dropout changes the network.
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
