using Spectre.Console;

namespace GenreNet.Training.Cli;

/// <summary>Where a command writes: answers to the output, everything that is not an answer to the error stream.</summary>
internal sealed class Terminal
{
    // Wide enough that nobody's pipe gets a sentence broken in two.
    private const int PipeWidth = 160;

    private readonly IAnsiConsole _output;
    private readonly IAnsiConsole _error;

    /// <summary>Wraps two streams.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isOutputLive">Whether a person watches the output, so that it may be redrawn.</param>
    /// <param name="isErrorLive">Whether a person watches the error stream.</param>
    /// <param name="cancellationToken">Set when the user wants to stop.</param>
    public Terminal(TextWriter output, TextWriter error, bool isOutputLive, bool isErrorLive, CancellationToken cancellationToken)
    {
        Output = output;
        Error = error;
        CancellationToken = cancellationToken;
        _output = Console(output, isOutputLive);
        _error = Console(error, isErrorLive);
    }

    /// <summary>For JSON, and for nothing else beside it.</summary>
    public TextWriter Output { get; }

    /// <summary>For messages that no line may break.</summary>
    public TextWriter Error { get; }

    /// <summary>Set when the user wants to stop.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess(CancellationToken cancellationToken) => new(
        System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected, !System.Console.IsErrorRedirected, cancellationToken);

    /// <summary>For people: the output, or the error stream where the output carries JSON.</summary>
    public IAnsiConsole People(bool json) => json ? _error : _output;

    /// <summary>Shows long work: redrawn on a terminal, plain lines elsewhere.</summary>
    public IProgressDisplay Progress(bool json)
    {
        IAnsiConsole console = People(json);
        return console.Profile.Capabilities.Interactive ? new BarDisplay(console, TimeProvider.System) : new PlainDisplay(json ? Error : Output, TimeProvider.System);
    }

    /// <summary>A sentence for people on the output.</summary>
    public void Say(string sentence) => Output.WriteLine(Printable(sentence));

    /// <summary>Something was wrong and the work goes on.</summary>
    public void Warn(string sentence) => Error.WriteLine($"warning: {Printable(sentence)}");

    /// <summary>Something was wrong and the work, or one file of it, is given up.</summary>
    public void Fail(string sentence) => Error.WriteLine($"genrenet: {Printable(sentence)}");

    /// <summary>A sentence on one line: names of files can hold line breaks and what terminals take for commands.</summary>
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
