namespace GenreNet.Server.Uploads;

/// <summary>Words of a client, made harmless for logs and terminals.</summary>
internal static class ClientText
{
    private const int LongestName = 120;

    /// <summary>The last part of a client's path.</summary>
    public static string FileName(string path)
    {
        string last = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return last.Length == 0 ? "the file" : Clean(last.Length > LongestName ? last[..LongestName] : last);
    }

    /// <summary>A text without what a terminal could take for an order.</summary>
    public static string Clean(string text) =>
        string.Create(text.Length, text, (letters, from) =>
        {
            for (int i = 0; i < letters.Length; i++)
            {
                letters[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '_' : from[i];
            }
        });
}
