using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace GenreNet.Training.Cli;

/// <summary>
/// Implements <c>[suggest:POSITION] "COMMAND LINE"</c>: prints what can replace the word in front of a position, one suggestion per line.
/// The scripts of <c>completions</c> and the tool <c>dotnet-suggest</c> call it.
/// </summary>
/// <remarks>
/// Nothing is printed where a file name is expected, so that shells offer files instead. For this reason, options are suggested only after
/// a hyphen.
/// </remarks>
internal sealed class SuggestAction : SynchronousCommandLineAction
{
    // The short names of --help need no completion.
    private static readonly string[] HelpNames = ["-h", "/h", "-?", "/?"];

    private readonly TextWriter _output;

    private SuggestAction(TextWriter output) => _output = output;

    /// <summary>Replaces the suggestions of the library, which repeat all options in front of file names.</summary>
    /// <param name="root">The command.</param>
    /// <param name="terminal">Receives the suggestions.</param>
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        foreach (SuggestDirective directive in root.Directives.OfType<SuggestDirective>())
        {
            directive.Action = new SuggestAction(terminal.Output);
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        string line = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? string.Empty;
        int position = Math.Min(Position(parseResult) ?? line.Length, line.Length);
        foreach (string suggestion in Suggestions(parseResult.RootCommandResult.Command, line[..position]))
        {
            _output.WriteLine(suggestion);
        }

        return ExitCode.Done;
    }

    private static int? Position(ParseResult parsed)
    {
        var root = parsed.RootCommandResult.Command as RootCommand;
        SuggestDirective? directive = root?.Directives.OfType<SuggestDirective>().FirstOrDefault();
        string? value = directive is not null && parsed.GetResult(directive) is { Values: [var first, ..] } ? first : null;
        return int.TryParse(value, out int position) && position >= 0 ? position : null;
    }

    private static IEnumerable<string> Suggestions(Command root, string line)
    {
        // The first word is the program, under any path.
        int start = line.IndexOf(' ');
        if (start < 0)
        {
            return [];
        }

        // The library completes a value after a space only, and nothing at the end of a word that is already complete.
        string word = line[(line.LastIndexOf(' ') + 1)..];
        string option = word.StartsWith('-') && word.Contains('=') ? word[..(word.IndexOf('=') + 1)] : string.Empty;
        string value = word[option.Length..];
        string arguments = $"{line[start..^word.Length]}{(option.Length > 0 ? option[..^1] + ' ' : string.Empty)}";
        return root.Parse(arguments).GetCompletions(arguments.Length).Select(item => item.InsertText ?? item.Label)
            .Where(text => text.StartsWith(value, StringComparison.OrdinalIgnoreCase))
            .Where(text => !HelpNames.Contains(text) && value.StartsWith('-') == text.StartsWith('-'))
            .Distinct().Order(StringComparer.Ordinal).Select(text => option + text);
    }
}
