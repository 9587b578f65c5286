using System.Security.Cryptography;
using System.Text;
using GenreNet.Core;
using GenreNet.Server.Configuration;
using GenreNet.Server.Lifetime;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Security;

/// <summary>
/// Who may ask. Keys are compared by their hashes and all of them, so that the time tells nothing about them; they can change at any time.
/// Thread-safe.
/// </summary>
internal sealed class ApiKeys : IReloadable
{
    /// <summary>The header that carries a key; <c>Authorization: Bearer</c> does as well.</summary>
    public const string Header = "X-Api-Key";

    private const string Scheme = "Bearer ";

    private readonly IConfiguration _configuration;
    private readonly IValidateOptions<ServerOptions> _validator;
    private volatile (string Name, byte[] Hash)[] _keys;

    /// <summary>Reads the keys of the settings and of their file.</summary>
    /// <exception cref="GenreNetException">The file is broken.</exception>
    public ApiKeys(IOptions<ServerOptions> options, IConfiguration configuration, IValidateOptions<ServerOptions> validator)
    {
        _configuration = configuration;
        _validator = validator;
        WatchedFile = options.Value.ApiKeysFile;
        _keys = Read(options.Value);
    }

    /// <summary>Gets whether a key is wanted at all.</summary>
    public bool AreWanted => _keys.Length > 0;

    public string Name => "keys";

    public string? WatchedFile { get; }

    /// <summary>Returns the client that a request's key belongs to; null where it has none that is right.</summary>
    public string? ClientOf(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        string? given = request.Headers[Header].FirstOrDefault()
            ?? (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? authorization[Scheme.Length..].Trim() : null);
        if (string.IsNullOrEmpty(given))
        {
            return null;
        }

        byte[] hash = Hash(given);
        string? client = null;
        foreach ((string name, byte[] key) in _keys)
        {
            client = CryptographicOperations.FixedTimeEquals(hash, key) ? name : client;
        }

        return client;
    }

    public bool Reload()
    {
        ServerOptions options = _configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        options.ApiKeysFile = WatchedFile;
        if (_validator.Validate(Options.DefaultName, options) is { Failed: true } result)
        {
            throw new GenreNetException(string.Join(' ', result.Failures ?? []));
        }

        (string Name, byte[] Hash)[] fresh = Read(options);
        // A file that was emptied by accident must not open the service to everybody.
        _keys = fresh.Length > 0 || !AreWanted
            ? fresh
            : throw new GenreNetException(
                "All API keys are gone from the settings: give at least one, or restart the service to open it to everybody.");
        return true;
    }

    private static (string Name, byte[] Hash)[] Read(ServerOptions options)
    {
        var keys = new Dictionary<string, string>(options.ApiKeys, StringComparer.OrdinalIgnoreCase);
        if (options.ApiKeysFile is { } path)
        {
            foreach ((string name, string key) in ApiKeyFile.Read(path))
            {
                if (key.Length < ServerOptionsValidator.ShortestKey)
                {
                    throw new GenreNetException(
                        $"The key of {name} in {path} is shorter than {ServerOptionsValidator.ShortestKey} characters: take a longer key.");
                }

                if (!keys.TryAdd(name, key))
                {
                    throw new GenreNetException($"{name} has a key in {path} and another in the settings: remove one of them.");
                }
            }
        }

        RequireDifferent(keys);
        return [.. keys.Select(key => (key.Key, Hash(key.Value)))];
    }

    /// <summary>Refuses a key that two clients have: requests would count as those of one of them, and removing the other would not revoke it.</summary>
    private static void RequireDifferent(Dictionary<string, string> keys)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string key) in keys)
        {
            if (!owners.TryAdd(key, name))
            {
                throw new GenreNetException($"{owners[key]} and {name} have the same API key: give each client a key of its own.");
            }
        }
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
