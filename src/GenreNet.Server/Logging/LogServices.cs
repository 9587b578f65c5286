using GenreNet.Server.Problems;
using Microsoft.Extensions.Logging.Console;

namespace GenreNet.Server.Logging;

/// <summary>Sets up the log on the console.</summary>
internal static class LogServices
{
    private const string Section = "Logging:Console";

    private static readonly string[] Formatters =
        [PlainFormatter.FormatterName, ConsoleFormatterNames.Json, ConsoleFormatterNames.Simple, ConsoleFormatterNames.Systemd];

    /// <summary>
    /// Formats entries as <see cref="PlainFormatter"/> does, or as <c>Logging:Console:FormatterName</c> says: <c>json</c>, <c>simple</c>
    /// or <c>systemd</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such format.</exception>
    public static void AddServerLog(this WebApplicationBuilder builder)
    {
        IConfigurationSection section = builder.Configuration.GetSection(Section);
        string name = section["FormatterName"] is { Length: > 0 } chosen ? chosen.ToLowerInvariant() : PlainFormatter.FormatterName;
        if (!Formatters.Contains(name))
        {
            // The framework would go on with another one.
            throw new InvalidOperationException($"{Section}:FormatterName is '{name}': give one of {string.Join(", ", Formatters)}.");
        }

        builder.Logging.AddConsoleFormatter<PlainFormatter, ConsoleFormatterOptions>();
        // The slim builder has set another name, and in an order in which the configuration does not count.
        builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = name);
        builder.Services.Configure<SimpleConsoleFormatterOptions>(simple => Configure(simple, section));
        builder.Services.Configure<JsonConsoleFormatterOptions>(json => Configure(json, section));
        builder.Services.Configure<ConsoleFormatterOptions>(other => Configure(other, section));
        builder.Logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        // What keeps the service from starting is said by the command line, in a sentence.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // Its scope has the path of the request, which formats with scopes would write. Trace ids do not depend on it (TraceId).
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // Connections beyond the limit are counted; a line for each would let clients fill the log.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel.Connections", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static void Configure(ConsoleFormatterOptions format, IConfigurationSection section)
    {
        format.UseUtcTimestamp = true;
        format.TimestampFormat = PlainFormatter.TimestampFormat + (format is SimpleConsoleFormatterOptions ? " " : string.Empty);
        // The trace id of a request is a scope.
        format.IncludeScopes = true;
        if (format is SimpleConsoleFormatterOptions simple)
        {
            simple.SingleLine = true;
        }

        section.GetSection("FormatterOptions").Bind(format);
    }
}
