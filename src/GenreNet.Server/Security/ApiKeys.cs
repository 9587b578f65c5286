using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Security;

/// <summary>Who may ask. Keys are compared by their hashes and all of them, so that the time tells nothing about them. Thread-safe.</summary>
internal sealed class ApiKeys(IOptions<ServerOptions> options)
{
    /// <summary>The header that carries a key; <c>Authorization: Bearer</c> does as well.</summary>
    public const string Header = "X-Api-Key";

    private const string Scheme = "Bearer ";

    private readonly (string Name, byte[] Hash)[] _keys = [.. options.Value.ApiKeys.Select(key => (key.Key, Hash(key.Value)))];

    /// <summary>Whether a key is wanted at all.</summary>
    public bool AreWanted => _keys.Length > 0;

    /// <summary>The client that a request's key belongs to; null where it has none that is right.</summary>
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

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
