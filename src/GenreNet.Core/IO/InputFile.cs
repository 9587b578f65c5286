namespace GenreNet.Core.IO;

/// <summary>
/// Opens input files by name. Rejects devices, pipes and sockets before opening them, because they may be endless or wait for a writer.
/// </summary>
/// <remarks>
/// The kind of a file is known on Linux and macOS. On other systems, and for paths that do not exist, opening reports the error.
/// </remarks>
internal static class InputFile
{
    private const int DefaultBufferSize = 4096;
    private const string Pipe = "a pipe";

    /// <summary>Opens a regular file for reading.</summary>
    /// <param name="path">Path of the file; links are followed.</param>
    /// <param name="bufferSize">Buffer size of the stream in bytes; 0 for no buffer.</param>
    /// <exception cref="IOException">The path is a device, a pipe or a socket, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions do not allow reading, or the path is a folder.</exception>
    public static FileStream OpenRead(string path, int bufferSize = DefaultBufferSize)
    {
        RequireRegular(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize);
    }

    /// <summary>Reads all bytes of a regular file.</summary>
    /// <param name="path">Path of the file; links are followed.</param>
    /// <inheritdoc cref="OpenRead" path="/exception"/>
    public static byte[] ReadAllBytes(string path)
    {
        RequireRegular(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Throws if a path is not a regular file and so can be read only once, or may be endless.</summary>
    /// <param name="path">Path to check; missing files and folders are left to the code that opens them.</param>
    /// <exception cref="IOException">The path is a device, a pipe or a socket.</exception>
    public static void RequireRegular(string path) => Require(path, allowPipe: false);

    /// <summary>
    /// Throws if a path is a device or a socket. Allows pipes, for audio that the user specifies, as in <c>predict &lt;(cat song.wav)</c>.
    /// </summary>
    /// <param name="path">Path to check; missing files and folders are left to the code that opens them.</param>
    /// <exception cref="IOException">The path is a device or a socket.</exception>
    public static void RequireRegularOrPipe(string path) => Require(path, allowPipe: true);

    /// <summary>Returns whether a path is a pipe, which can be read only once and may have to wait for its writer.</summary>
    /// <param name="path">
    /// Path to check; links, such as /dev/stdin, are followed. It is not opened, because that would break the pipe for its writer.
    /// </param>
    public static bool IsPipe(string path) => SpecialKind(path) == Pipe;

    /// <summary>Returns the kind of a path that is neither a file nor a folder, as a noun with its article.</summary>
    /// <param name="path">Path to check; links are followed.</param>
    /// <returns>The noun, or null for a regular file, for a folder, and if the kind is unknown.</returns>
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
