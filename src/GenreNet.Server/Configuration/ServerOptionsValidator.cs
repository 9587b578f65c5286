using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Configuration;

/// <summary>Validates the settings before the service starts, and reports each problem in one sentence.</summary>
internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    /// <summary>The minimum number of characters of an API key.</summary>
    public const int ShortestKey = 16;

    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        List<string> problems = [.. results.Select(result => $"{ServerOptions.Section}: {result.ErrorMessage}")];
        problems.AddRange(options.ApiKeys.Where(key => string.IsNullOrWhiteSpace(key.Value) || key.Value.Length < ShortestKey)
            .Select(key => $"{ServerOptions.Section}:ApiKeys:{key.Key} is shorter than {ShortestKey} characters: use a longer key, such as the output of 'openssl rand -hex 16'."));
        problems.AddRange(options.TrustedProxies.Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
            .Select(proxy => $"{ServerOptions.Section}:TrustedProxies contains '{proxy}': specify an IP address, or a network such as 10.0.0.0/8."));
        if (options.MetricsUrl is { } url && !MetricsAddress.IsUsable(url))
        {
            problems.Add($"{ServerOptions.Section}:MetricsUrl is '{url}': specify a URL with a separate port, such as http://127.0.0.1:9464.");
        }

        problems.AddRange(Folder(options.TemporaryFolder, nameof(options.TemporaryFolder)));
        if (options.LocalSite is { } site && !File.Exists(Path.Combine(site, "sw.js")))
        {
            problems.Add($"{ServerOptions.Section}:LocalSite is '{site}', which is not a built site: specify the folder 'site' that build/browser.sh writes.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Folder(string? path, string setting) => path is null || Directory.Exists(path)
        ? []
        : [$"{ServerOptions.Section}:{setting} is '{path}', which does not exist: create the folder, or omit the setting."];
}
