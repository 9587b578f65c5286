using System.Text.RegularExpressions;

namespace GenreNet.Catalogue;

/// <summary>Groups messages that differ in names of files and numbers only. Not thread-safe.</summary>
internal sealed partial class MessageKinds
{
    private const int MostKinds = 500;
    private const int MostExamples = 3;
    private const int LongestText = 400;
    private const string Other = "other messages";

    private readonly Dictionary<string, (long Count, List<string> Examples)> _kinds = new(StringComparer.Ordinal);

    /// <summary>Counts a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="path">Path or address of the track.</param>
    public void Add(string message, string path)
    {
        string kind = KindOf(message, path);
        if (!_kinds.ContainsKey(kind) && _kinds.Count >= MostKinds)
        {
            kind = Other;
        }

        (long count, List<string> examples) = _kinds.GetValueOrDefault(kind, (0, []));
        if (examples.Count < MostExamples)
        {
            examples.Add(path);
        }

        _kinds[kind] = (count + 1, examples);
    }

    /// <summary>Returns the kinds, most frequent first.</summary>
    public IReadOnlyList<MessageKind> List() =>
    [
        .. _kinds.OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new MessageKind(pair.Key, pair.Value.Count, pair.Value.Examples)),
    ];

    private static string KindOf(string message, string path)
    {
        string text = path.Length == 0 ? message : message.Replace(path, "FILE", StringComparison.Ordinal);
        string name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        // A name without an extension can be a word of the message.
        text = name.Contains('.', StringComparison.Ordinal) ? text.Replace(name, "FILE", StringComparison.Ordinal) : text;
        // A message can contain the full path of a track that is listed by a relative one.
        text = Number().Replace(FolderOfFile().Replace(text, "FILE"), "N");
        return text.Length <= LongestText ? text : text[..LongestText];
    }

    [GeneratedRegex(@"[^\s""']*[/\\]FILE")]
    private static partial Regex FolderOfFile();

    // Digits in words belong to names, such as MP3.
    [GeneratedRegex(@"(?<!\w)[0-9]+(?:[.,][0-9]+)*")]
    private static partial Regex Number();
}

/// <summary>Represents messages that differ in names of files and numbers only.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Text">The message with <c>FILE</c> instead of the name of a track and <c>N</c> instead of numbers.</param>
/// <param name="Count">Number of messages.</param>
/// <param name="Examples">Paths of the first tracks with this message; at most three.</param>
public sealed record MessageKind(string Text, long Count, IReadOnlyList<string> Examples);
