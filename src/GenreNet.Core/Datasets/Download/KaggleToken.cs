using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents a user's Kaggle credentials. The key appears in no message and not in the result of <see cref="ToString"/>.
/// </summary>
internal sealed class KaggleToken
{
    private const string FileName = "kaggle.json";

    private readonly string _key;

    /// <summary>Creates a token.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="key">The secret key.</param>
    public KaggleToken(string userName, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userName);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        UserName = userName;
        _key = key;
    }

    /// <summary>Gets the user name.</summary>
    public string UserName { get; }

    /// <summary>
    /// Searches the same locations as Kaggle's own tools: KAGGLE_USERNAME and KAGGLE_KEY, then kaggle.json in KAGGLE_CONFIG_DIR or in
    /// ~/.kaggle.
    /// </summary>
    /// <returns>The token, or null if there is none.</returns>
    /// <exception cref="DatasetException">A kaggle.json exists but cannot be read.</exception>
    public static KaggleToken? Find() => Find(Environment.GetEnvironmentVariable);

    /// <summary>Returns only the user name.</summary>
    public override string ToString() => UserName;

    internal static KaggleToken? Find(Func<string, string?> environment)
    {
        if (environment("KAGGLE_USERNAME") is { Length: > 0 } user && environment("KAGGLE_KEY") is { Length: > 0 } key)
        {
            return new KaggleToken(user, key);
        }

        string? home = environment("HOME") is { Length: > 0 } unix ? unix : environment("USERPROFILE");
        string? folder = environment("KAGGLE_CONFIG_DIR") is { Length: > 0 } given ? given : home is { Length: > 0 } ? Path.Combine(home, ".kaggle") : null;
        string? file = folder is null ? null : Path.Combine(folder, FileName);
        return File.Exists(file) ? Read(file) : null;
    }

    internal AuthenticationHeaderValue ToHeader() => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{_key}")));

    private static KaggleToken Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), KaggleJson.Default.KaggleFile) is { Username.Length: > 0, Key.Length: > 0 } found
                ? new KaggleToken(found.Username, found.Key)
                : throw new DatasetException(Advice(file));
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            // Neither the content of the file nor the parser's message is shown, because both may contain the key.
            throw new DatasetException(Advice(file));
        }
    }

    private static string Advice(string file) => $"{file} does not contain a valid Kaggle token: create a new one at https://www.kaggle.com/settings.";
}

/// <summary>Represents the content of kaggle.json.</summary>
internal sealed record KaggleFile(string Username, string Key);

/// <summary>Source-generated JSON serialization of tokens.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(KaggleFile))]
internal sealed partial class KaggleJson : JsonSerializerContext;

/// <summary>Provides the authorization for requesting an archive.</summary>
internal static class KaggleAccess
{
    /// <summary>Returns the authorization header for an archive; null if none is needed.</summary>
    /// <exception cref="TransferException">A token is needed and there is none, or it would be sent unencrypted.</exception>
    public static AuthenticationHeaderValue? For(DatasetArchive archive, DatasetDownloadOptions options)
    {
        if (!archive.NeedsKaggleToken)
        {
            return null;
        }

        if (archive.Url.Scheme != Uri.UriSchemeHttps && !archive.Url.IsLoopback)
        {
            throw new TransferException("the Kaggle token is only sent over https");
        }

        return Token(options).ToHeader();
    }

    private static KaggleToken Token(DatasetDownloadOptions options)
    {
        try
        {
            return options.KaggleToken ?? KaggleToken.Find(options.Environment)
                ?? throw new TransferException(
                    "a Kaggle token is required: set KAGGLE_USERNAME and KAGGLE_KEY, or save ~/.kaggle/kaggle.json from https://www.kaggle.com/settings");
        }
        catch (DatasetException problem)
        {
            throw new TransferException(problem.Message.TrimEnd('.'), problem);
        }
    }
}
