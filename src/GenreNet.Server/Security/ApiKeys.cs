using System.Security.Cryptography;
using System.Text;
using GenreNet.Core;
using GenreNet.Server.Configuration;
using GenreNet.Server.Lifetime;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Security;

/// <summary>
/// Validates API keys. A key is compared with all known keys by hash, so that the time of the comparison reveals nothing about them. Keys
/// can change at any time. Thread-safe.
/// </summary>
internal sealed class ApiKeys : IReloadable
{
    /// <summary>The header that contains a key; <c>Authorization: Bearer</c> is accepted as well.</summary>
    public const string Header = "X-Api-Key";

    private const string Scheme = "Bearer ";

    private readonly IConfiguration _configuration;
    private readonly IValidateOptions<ServerOptions> _validator;
    private volatile (string Name, byte[] Hash)[] _keys;

    /// <summary>Reads the keys from the settings and from the key file.</summary>
    /// <exception cref="GenreNetException">The file is not valid.</exception>
    public ApiKeys(IOptions<ServerOptions> options, IConfiguration configuration, IValidateOptions<ServerOptions> validator)
    {
        _configuration = configuration;
        _validator = validator;
        WatchedFile = options.Value.ApiKeysFile;
        _keys = Read(options.Value);
    }

    /// <summary>Gets whether a key is required.</summary>
    public bool AreWanted => _keys.Length > 0;

    public string Name => "keys";

    public string? WatchedFile { get; }

    /// <summary>Returns the client that a request's key belongs to; null if the request has no valid key.</summary>
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
        // A file that was emptied by accident must not open the service to everyone.
        _keys = fresh.Length > 0 || !AreWanted
            ? fresh
            : throw new GenreNetException(
                "The settings contain no API keys any more: add at least one, or restart the service to open it to all clients.");
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
                        $"The key of {name} in {path} is shorter than {ServerOptionsValidator.ShortestKey} characters: use a longer key.");
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

    /// <summary>
    /// Rejects a key that two clients share: requests would be attributed to only one of them, and removing the other would not revoke the
    /// key.
    /// </summary>
    private static void RequireDifferent(Dictionary<string, string> keys)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string key) in keys)
        {
            if (!owners.TryAdd(key, name))
            {
                throw new GenreNetException($"{owners[key]} and {name} have the same API key: use a different key for each client.");
            }
        }
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
