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
            Description = "Model: an .onnx file written by 'genrenet train' or the folder of its run, the name of an installed model ('pretrained', 'audioset', ...), "
                + "or 'default' for the embedded model. Default: the installed model 'pretrained' if there is one, otherwise the embedded model.",
        };
        var urls = new Option<string?>("--urls") { Description = $"Address to listen on, such as http://0.0.0.0:8080. Default: {ServerHost.DefaultUrl}." };
        var log = new Option<string?>("--prediction-log") { Description = "Folder for a log of predictions, which 'genrenet drift' evaluates. Default: no log." };
        var set = new Option<string[]>("--set") { Description = "Setting KEY=VALUE from docs/server.md, such as QueueLimit=100. Can be repeated.", AllowMultipleArgumentsPerToken = true };
        var healthCheck = new Option<string?>("--healthcheck") { Description = "URL of a running server's health check. The command requests it and exits with 0 if the server is healthy; for containers." };
        var root = new RootCommand("Classifies the genre of music over HTTP. docs/server.md lists all settings, which can also be set by environment variables and appsettings.json.")
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
                result.AddError($"--healthcheck must be a URL such as {ServerHost.DefaultUrl}/health/ready, not '{result.GetValueOrDefault<string>()}'");
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
        SocketException => $"The service cannot listen on this address ({problem.Message}): specify an address of this machine and a permitted port with --urls.",
        IOException { InnerException: AddressInUseException } => $"{problem.Message.TrimEnd('.')}: stop the program that uses the address, or specify another address with --urls.",
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
