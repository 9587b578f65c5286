namespace GenreNet.Core.Audio;

/// <summary>
/// Copies a stream to a temporary file that only its owner can read: MP4 and some other formats cannot be decoded from a pipe.
/// </summary>
internal sealed class TemporaryCopy : IDisposable
{
    private TemporaryCopy(string path) => Path = path;

    /// <summary>Gets the path of the copy.</summary>
    public string Path { get; }

    /// <summary>Copies a source from its first byte.</summary>
    public static TemporaryCopy Create(ByteSource source)
    {
        var copy = new TemporaryCopy(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"genrenet-{Guid.NewGuid():N}"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        bool done = false;
        try
        {
            using var file = new FileStream(copy.Path, options);
            source.CopyAllTo(file);
            done = true;
            return copy;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new AudioFormatException(
                source.Name, $"the stream cannot be copied to a temporary file for ffmpeg ({problem.Message.Replace(copy.Path, "the file", StringComparison.Ordinal).TrimEnd('.')}). Free disk space or set TMPDIR to another folder.", innerException: problem);
        }
        finally
        {
            if (!done)
            {
                copy.Dispose();
            }
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Leaving the copy behind does no harm: it has a unique name, and only its owner can read it.
        }
    }
}
