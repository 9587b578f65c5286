namespace GenreNet.Core;

/// <summary>The exception thrown for a file or stream that is not audio, or for audio that is damaged and cannot be decoded.</summary>
public sealed class AudioFormatException : GenreNetException
{
    /// <summary>Initializes the exception; the message is prefixed with the path.</summary>
    /// <param name="path">Path of the file, or the name given to the stream.</param>
    /// <param name="problem">Description of the problem and, as a second sentence, what to do about it.</param>
    /// <param name="offset">Byte offset of the problem in the file, if known.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public AudioFormatException(string path, string problem, long? offset = null, Exception? innerException = null)
        : base(Describe(path, problem, offset), innerException)
    {
        Path = path;
        Offset = offset;
    }

    /// <summary>Gets the path of the file, or the name given to the stream.</summary>
    public string Path { get; }

    /// <summary>Gets the byte offset of the problem, or null if unknown.</summary>
    public long? Offset { get; }

    /// <summary>
    /// Gets a value indicating whether the content is audio that is damaged, truncated or empty (true), or not in any known audio format
    /// (false). Default true.
    /// </summary>
    public bool IsAudio { get; init; } = true;

    // The offset belongs to the problem, which is the first sentence; the remedy is the second. A cause in parentheses can contain several.
    private static string Describe(string path, string problem, long? offset)
    {
        if (offset is null)
        {
            return $"{path}: {problem}";
        }

        int end = problem.IndexOf(". ", problem.LastIndexOf(')') + 1, StringComparison.Ordinal);
        return end < 0 ? $"{path}: {problem.TrimEnd('.')} (at byte {offset})." : $"{path}: {problem[..end]} (at byte {offset}){problem[end..]}";
    }
}
