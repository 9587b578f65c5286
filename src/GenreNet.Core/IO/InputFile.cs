namespace GenreNet.Core.IO;

/// <summary>Opens input files by name. What is not a file, such as a device without an end or a pipe without a writer, is refused before it is opened.</summary>
/// <remarks>The kind of a file is known on Linux and macOS; elsewhere, and for paths that name nothing, opening decides.</remarks>
public static class InputFile
{
    private const int DefaultBufferSize = 4096;
    private const string Pipe = "a pipe";

    /// <summary>Opens a regular file for reading.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <param name="bufferSize">Bytes of the stream's buffer; 0 for none.</param>
    /// <exception cref="IOException">It is a device, a pipe or a socket, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or it is a folder.</exception>
    public static FileStream OpenRead(string path, int bufferSize = DefaultBufferSize)
    {
        RequireRegular(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize);
    }

    /// <summary>Reads all bytes of a regular file.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <inheritdoc cref="OpenRead" path="/exception"/>
    public static byte[] ReadAllBytes(string path)
    {
        RequireRegular(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Refuses what can only be read once, or without an end.</summary>
    /// <param name="path">A path; what is not there, and a folder, are left to the code that opens it.</param>
    /// <exception cref="IOException">It is a device, a pipe or a socket.</exception>
    public static void RequireRegular(string path) => Require(path, allowPipe: false);

    /// <summary>Refuses devices and sockets, and allows pipes: for audio that the user names, as in <c>predict &lt;(cat song.wav)</c>.</summary>
    /// <param name="path">A path; what is not there, and a folder, are left to the code that opens it.</param>
    /// <exception cref="IOException">It is a device or a socket.</exception>
    public static void RequireRegularOrPipe(string path) => Require(path, allowPipe: true);

    /// <summary>Whether a path names a pipe, which can be read only once and may have to be waited for.</summary>
    /// <param name="path">The path; links, such as /dev/stdin, are followed. It is not opened: that would break the pipe for its writer.</param>
    public static bool IsPipe(string path) => SpecialKind(path) == Pipe;

    /// <summary>What a path names if it is neither a file nor a folder, as a noun with its article.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <returns>Null for a regular file, a folder, and where the kind is not known.</returns>
    internal static string? SpecialKind(string path) => FileKinds.Of(path) switch
    {
        FileKind.Pipe => Pipe,
        FileKind.Socket => "a socket",
        FileKind.CharacterDevice or FileKind.BlockDevice => "a device",
        _ => null,
    };

    private static void Require(string path, bool allowPipe)
    {
        if (SpecialKind(path) is { } kind && !(allowPipe && kind == Pipe))
        {
            throw new IOException($"'{path}' is {kind}, not a file");
        }
    }
}
