namespace GenreNet.Core;

/// <summary>A file or stream that is not audio, or audio that is damaged beyond use.</summary>
public sealed class AudioFormatException : GenreNetException
{
    /// <summary>Creates the exception; the message is prefixed with the path.</summary>
    /// <param name="path">The file, or the name given to the stream.</param>
    /// <param name="problem">What is wrong and, where it helps, what to do about it.</param>
    /// <param name="offset">Byte offset of the problem in the file, if it has one.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public AudioFormatException(string path, string problem, long? offset = null, Exception? innerException = null)
        : base(offset is null ? $"{path}: {problem}" : $"{path}: {problem.TrimEnd('.')} (at byte {offset}).", innerException)
    {
        Path = path;
        Offset = offset;
    }

    /// <summary>The file, or the name given to the stream.</summary>
    public string Path { get; }

    /// <summary>Byte offset of the problem, or null where none applies.</summary>
    public long? Offset { get; }

    /// <summary>False where the content is no audio of any format that is known, true where it is audio that is damaged, cut off or empty. Default true.</summary>
    public bool IsAudio { get; init; } = true;
}
