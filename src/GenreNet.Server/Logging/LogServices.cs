using Microsoft.Extensions.Logging.Console;

namespace GenreNet.Server.Logging;

/// <summary>Sets up console logging.</summary>
internal static class LogServices
{
    private const string Section = "Logging:Console";

    private static readonly string[] Formatters =
        [PlainFormatter.FormatterName, ConsoleFormatterNames.Json, ConsoleFormatterNames.Simple, ConsoleFormatterNames.Systemd];

    /// <summary>
    /// Formats entries with <see cref="PlainFormatter"/>, or as set by <c>Logging:Console:FormatterName</c>: <c>json</c>, <c>simple</c> or
    /// <c>systemd</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The format does not exist.</exception>
    public static void AddServerLog(this WebApplicationBuilder builder)
    {
        IConfigurationSection section = builder.Configuration.GetSection(Section);
        string name = section["FormatterName"] is { Length: > 0 } chosen ? chosen.ToLowerInvariant() : PlainFormatter.FormatterName;
        if (!Formatters.Contains(name))
        {
            // The framework would silently use another formatter.
            throw new InvalidOperationException($"{Section}:FormatterName is '{name}': use one of {string.Join(", ", Formatters)}.");
        }

        builder.Logging.AddConsoleFormatter<PlainFormatter, ConsoleFormatterOptions>();
        // The slim builder sets another name, and does so in an order in which the configuration has no effect.
        builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = name);
        builder.Services.Configure<SimpleConsoleFormatterOptions>(simple => Configure(simple, section));
        builder.Services.Configure<JsonConsoleFormatterOptions>(json => Configure(json, section));
        builder.Services.Configure<ConsoleFormatterOptions>(other => Configure(other, section));
        builder.Logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        // The command line reports startup failures in one sentence.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // Its scope contains the path of the request, which formatters with scopes would write. Trace ids do not depend on it
            // (TraceId).
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // Connections beyond the limit are counted; one line per connection would let clients fill the log.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel.Connections", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static void Configure(ConsoleFormatterOptions format, IConfigurationSection section)
    {
        format.UseUtcTimestamp = true;
        format.TimestampFormat = PlainFormatter.TimestampFormat + (format is SimpleConsoleFormatterOptions ? " " : string.Empty);
        // The trace id of a request is stored in a scope.
        format.IncludeScopes = true;
        if (format is SimpleConsoleFormatterOptions simple)
        {
            simple.SingleLine = true;
        }

        section.GetSection("FormatterOptions").Bind(format);
    }
}
