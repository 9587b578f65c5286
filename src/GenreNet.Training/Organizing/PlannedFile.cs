using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GenreNet.Core.IO;

namespace GenreNet.Training.Organizing;

/// <summary>Represents a file to make in the folder of <c>organize</c>.</summary>
/// <param name="path">Path relative to the folder, with slashes.</param>
internal abstract class PlannedFile(string path)
{
    /// <summary>Gets the path relative to the folder, with slashes.</summary>
    public string Path => path;

    /// <summary>Gets the identity of the content, as <see cref="FileIdentity"/> returns it once the file is made.</summary>
    public abstract string Identity { get; }

    /// <summary>Makes the file, or replaces an existing one; it is complete or does not change.</summary>
    /// <param name="fullPath">Full path of the file; its folder exists.</param>
    public abstract void Make(string fullPath);
}

/// <summary>Represents a playlist.</summary>
internal sealed class PlannedPlaylist(string path, string text) : PlannedFile(path)
{
    /// <inheritdoc/>
    public override string Identity => FileIdentity.OfContent(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public override void Make(string fullPath) => AtomicFile.WriteText(fullPath, text);
}

/// <summary>Represents a symbolic link to a music file.</summary>
internal sealed class PlannedLink(string path, string target) : PlannedFile(path)
{
    /// <inheritdoc/>
    public override string Identity => FileIdentity.OfLink(target);

    /// <inheritdoc/>
    public override void Make(string fullPath)
    {
        string temporary = $"{fullPath}.genrenet-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            File.CreateSymbolicLink(temporary, target);
            File.Move(temporary, fullPath, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}

/// <summary>Represents a copy of a music file, with its modification time.</summary>
internal sealed class PlannedCopy(string path, string source) : PlannedFile(path)
{
    /// <inheritdoc/>
    public override string Identity => FileIdentity.OfStatus(new FileInfo(source));

    /// <inheritdoc/>
    public override void Make(string fullPath) => AtomicFile.Write(fullPath, stream =>
    {
        using FileStream original = InputFile.OpenRead(source);
        original.CopyTo(stream);
        stream.Flush();
        File.SetLastWriteTimeUtc(((FileStream)stream).SafeFileHandle, File.GetLastWriteTimeUtc(original.SafeFileHandle));
    });
}

/// <summary>Identifies the content of a file, to recognise whether another program has changed it.</summary>
internal static class FileIdentity
{
    private const string Content = "sha256:";
    private const string Link = "link:";
    private const string Status = "file:";

    // FAT, the file system of memory cards, stores times in steps of two seconds.
    private const long TimeTolerance = 2;

    /// <summary>Returns the identity of a playlist.</summary>
    public static string OfContent(ReadOnlySpan<byte> content) => Content + Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Returns the identity of a symbolic link.</summary>
    public static string OfLink(string target) => Link + target;

    /// <summary>Returns the identity of a copy: its length and time, because hashing a music library takes minutes.</summary>
    public static string OfStatus(FileInfo file) => $"{Status}{file.Length}:{new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeSeconds()}";

    /// <summary>Returns whether a file has one of the recorded identities.</summary>
    /// <param name="fullPath">Full path of the file, which exists.</param>
    /// <param name="identities">The identities.</param>
    public static bool IsOne(string fullPath, IEnumerable<string> identities)
    {
        var file = new FileInfo(fullPath);
        return identities.Any(identity => (file.LinkTarget, identity) switch
        {
            ({ } target, _) => identity == OfLink(target),
            _ when !file.Exists => false,
            _ when identity.StartsWith(Content, StringComparison.Ordinal) => identity == OfContent(InputFile.ReadAllBytes(fullPath)),
            _ => IsSameStatus(identity, OfStatus(file)),
        });
    }

    private static bool IsSameStatus(string first, string second)
    {
        string[] one = first.Split(':');
        string[] other = second.Split(':');
        return one.Length == 3 && (one[0], one[1]) == (other[0], other[1])
            && long.TryParse(one[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long time)
            && Math.Abs(time - long.Parse(other[2], CultureInfo.InvariantCulture)) <= TimeTolerance;
    }
}
