using System.CommandLine;
using System.Net.Sockets;
using GenreNet.Core;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace GenreNet.Server;

/// <summary>Implements the command line: parses it, runs the command, and converts errors to one sentence and an exit code.</summary>
internal static class ServerCommand
{
    private const int Failed = 1, WrongUsage = 2;

    /// <summary>Runs the server until it is stopped, or runs one of the other commands.</summary>
    /// <param name="args">The arguments after the program's name.</param>
    /// <returns>0 for success, 1 for failure, 2 for wrong usage.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var model = new Option<string?>("--model")
        {
            Description = "An .onnx file that 'genrenet train' wrote, or the name of an installed model ('pretrained', 'audioset', ...), "
                + "or 'default' for the embedded one. Without it, the installed model 'pretrained', or else the embedded one.",
        };
        var urls = new Option<string?>("--urls") { Description = $"Where to listen, such as http://0.0.0.0:8080. Default {ServerHost.DefaultUrl}." };
        var log = new Option<string?>("--prediction-log") { Description = "A folder to keep what was heard and answered, for 'genrenet drift'. Default: nothing is kept." };
        var set = new Option<string[]>("--set") { Description = "KEY=VALUE: a setting of docs/server.md, such as QueueLimit=100. May be given several times.", AllowMultipleArgumentsPerToken = true };
        var healthCheck = new Option<string?>("--healthcheck") { Description = "Ask a running server's URL, and exit with 0 if it is well: for containers." };
        var root = new RootCommand("Serves the genre of music over HTTP. All settings are in docs/server.md; environment variables and appsettings.json may set them too.")
        {
            model, urls, log, set, healthCheck,
        };
        set.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => ServerHost.Setting(token.Value) is null) is { } token)
            {
                result.AddError($"--set must be KEY=VALUE with a setting of docs/server.md, not '{token.Value}'");
            }
        });
        healthCheck.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
            {
                result.AddError($"--healthcheck must be an address such as {ServerHost.DefaultUrl}/health/ready, not '{result.GetValueOrDefault<string>()}'");
            }
        });
        root.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(healthCheck) is { } url)
            {
                return HealthProbe.AskAsync(new Uri(url), cancellationToken);
            }

            var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (KeyValuePair<string, string?> setting in (parsed.GetValue(set) ?? []).Select(text => ServerHost.Setting(text)!.Value))
            {
                // The last value takes precedence.
                settings[setting.Key] = setting.Value;
            }

            ServerHost.Put(settings, "GenreNet:ModelPath", parsed.GetValue(model));
            ServerHost.Put(settings, "urls", parsed.GetValue(urls));
            ServerHost.Put(settings, $"{ServerOptions.Section}:PredictionLog", parsed.GetValue(log));
            return ServeAsync(settings);
        });
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"genrenet-server: {parsed.Errors[0].Message.TrimEnd('.')}: see --help.");
            return WrongUsage;
        }

        // The host handles signals itself.
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <summary>Returns a message that states the problem and what to do; the system's message alone does not name the address.</summary>
    private static string Explain(Exception problem) => problem switch
    {
        SocketException => $"The service cannot listen there ({problem.Message}): give an address of this machine with --urls, and a port that you may open.",
        IOException { InnerException: AddressInUseException } => $"{problem.Message.TrimEnd('.')}: stop what listens there, or give another address with --urls.",
        _ => problem.Message.ReplaceLineEndings(" "),
    };

    private static async Task<int> ServeAsync(Dictionary<string, string?> settings)
    {
        try
        {
            await using WebApplication app = ServerHost.Build(settings);
            await app.RunAsync();
            return 0;
        }
        catch (Exception problem) when (problem is GenreNetException or IOException or OptionsValidationException or UnauthorizedAccessException or InvalidOperationException or FormatException or SocketException)
        {
            await Console.Error.WriteLineAsync($"genrenet-server: {Explain(problem)}");
            return Failed;
        }
    }
}
