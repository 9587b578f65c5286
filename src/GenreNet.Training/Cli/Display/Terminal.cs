using Spectre.Console;

namespace GenreNet.Training.Cli;

/// <summary>Represents the output streams of a command: results go to the output, everything else to the error stream.</summary>
internal sealed class Terminal
{
    // Wide enough that sentences are not wrapped in a pipe.
    private const int PipeWidth = 160;

    private readonly IAnsiConsole _output;
    private readonly IAnsiConsole _error;

    /// <summary>Creates a terminal from two streams.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isOutputLive">Whether the output is an interactive terminal that can be redrawn.</param>
    /// <param name="isErrorLive">Whether the error stream is an interactive terminal.</param>
    /// <param name="cancellationToken">Cancelled when the user stops the command.</param>
    public Terminal(TextWriter output, TextWriter error, bool isOutputLive, bool isErrorLive, CancellationToken cancellationToken)
    {
        Output = output;
        Error = error;
        CancellationToken = cancellationToken;
        _output = Console(output, isOutputLive);
        _error = Console(error, isErrorLive);
    }

    /// <summary>Receives JSON output and nothing else.</summary>
    public TextWriter Output { get; }

    /// <summary>Receives messages that must not be wrapped.</summary>
    public TextWriter Error { get; }

    /// <summary>Cancelled when the user stops the command.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Creates a terminal from the streams of this process.</summary>
    public static Terminal OfProcess(CancellationToken cancellationToken) => new(
        System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected, !System.Console.IsErrorRedirected, cancellationToken);

    /// <summary>Returns the console for human-readable text: the output, or the error stream if the output carries JSON.</summary>
    public IAnsiConsole People(bool json) => json ? _error : _output;

    /// <summary>Returns a progress display: redrawn on an interactive terminal, plain lines otherwise.</summary>
    public IProgressDisplay Progress(bool json)
    {
        IAnsiConsole console = People(json);
        return console.Profile.Capabilities.Interactive ? new BarDisplay(console, TimeProvider.System) : new PlainDisplay(json ? Error : Output, TimeProvider.System);
    }

    /// <summary>Writes a sentence for the user to the output.</summary>
    public void Say(string sentence) => Output.WriteLine(Printable(sentence));

    /// <summary>Writes a warning; the operation continues.</summary>
    public void Warn(string sentence) => Error.WriteLine($"warning: {Printable(sentence)}");

    /// <summary>Writes an error; the operation, or one file of it, is abandoned.</summary>
    public void Fail(string sentence) => Error.WriteLine($"genrenet: {Printable(sentence)}");

    /// <summary>Returns text as a single printable line: file names can contain line breaks and terminal control sequences.</summary>
    /// <param name="text">Any text.</param>
    public static string Printable(string text) => text.Any(c => char.IsControl(c) && c != '\t')
        ? string.Concat(text.Select(c => c switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\t",
            _ when char.IsControl(c) => $"\\x{(int)c:x2}",
            _ => c.ToString(),
        }))
        : text;

    private static IAnsiConsole Console(TextWriter writer, bool isLive)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isLive ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isLive ? InteractionSupport.Yes : InteractionSupport.No,
        });
        if (!isLive)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
