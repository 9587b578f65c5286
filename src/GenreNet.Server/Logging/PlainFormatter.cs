using System.Globalization;
using GenreNet.Server.Problems;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace GenreNet.Server.Logging;

/// <summary>
/// Implements the default log format: time (UTC, ISO 8601), level, category, message and trace id, each entry on one line. Control
/// characters become spaces, so that text sent by a client cannot imitate a separate entry.
/// </summary>
internal sealed class PlainFormatter() : ConsoleFormatter(FormatterName)
{
    /// <summary>The value of <c>Logging:Console:FormatterName</c> that selects this format.</summary>
    public const string FormatterName = "plain";

    /// <summary>The time format: ISO 8601 in UTC with milliseconds.</summary>
    public const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is not null)
        {
            message = $"{message} {logEntry.Exception}";
        }

        textWriter.Write(DateTime.UtcNow.ToString(TimestampFormat, CultureInfo.InvariantCulture));
        textWriter.Write($" {Word(logEntry.LogLevel)} {logEntry.Category}[{logEntry.EventId.Id}] {OnOneLine(message)}");
        if (TraceId.Current is { } trace)
        {
            textWriter.Write($" trace={trace}");
        }

        textWriter.WriteLine();
    }

    private static string OnOneLine(string text) => string.Create(text.Length, text, (line, original) =>
    {
        for (int i = 0; i < line.Length; i++)
        {
            char c = original[i];
            line[i] = char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c;
        }
    });

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
