using GenreNet.Core.Audio.Aiff;
using GenreNet.Core.Audio.Au;
using GenreNet.Core.Audio.Decoding;
using GenreNet.Core.Audio.Ffmpeg;
using GenreNet.Core.Audio.Wav;
using GenreNet.Core.Errors;
using GenreNet.Core.IO;

namespace GenreNet.Core.Audio;

/// <summary>Opens audio of any format; the header decides which, never the extension.</summary>
public static class AudioFile
{
    /// <summary>The ffmpeg on PATH that decodes all that is not WAV, AU or AIFF; null where there is none.</summary>
    public static string? FfmpegPath => FfmpegProgram.Find(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Whether a path ends as audio does, to pick files of a folder: what is inside decides later. What stands behind the dot of <c>blues.00029</c> is no extension.</summary>
    /// <param name="path">A path or a name.</param>
    public static bool HasAudioExtension(string path) => AudioExtensions.Contains(Path.GetExtension(path));

    /// <summary>Opens a file: WAV, AU and AIFF are decoded here, everything else by ffmpeg.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Kills ffmpeg, now and while the reader is in use; whoever waits for it then gets an <see cref="OperationCanceledException"/>.</param>
    /// <returns>A reader at the first sample, which owns the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="AudioFormatException">It is no audio, damaged beyond use, a folder, or may not be read.</exception>
    /// <exception cref="DependencyMissingException">It needs ffmpeg, and there is none on PATH.</exception>
    public static AudioReader Open(string path, CancellationToken cancellationToken = default) => Open(path, FfmpegPath, cancellationToken);

    /// <summary>Opens a stream from where it stands.</summary>
    /// <param name="stream">Need not be able to seek; stays open when the reader is disposed. Nobody else may write to it meanwhile.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="cancellationToken">Kills ffmpeg, now and while the reader is in use; whoever waits for it then gets an <see cref="OperationCanceledException"/>.</param>
    /// <inheritdoc cref="Open(string, CancellationToken)" path="/exception"/>
    public static AudioReader Open(Stream stream, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Open(stream, name, FfmpegPath, cancellationToken);
    }

    internal static AudioReader Open(Stream stream, string name, string? ffmpeg, CancellationToken cancellationToken = default)
    {
        string? path = WholeFile(stream);
        var source = new ByteSource(stream, name, ownsStream: false);
        AudioReader? own = OpenOwn(source, out string format);
        return own
            ?? (path is null ? FfmpegReader.Open(ffmpeg, source, format, cancellationToken) : FfmpegReader.Open(ffmpeg, path, name, format, cancellationToken));
    }

    internal static AudioReader Open(string path, string? ffmpeg, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ByteSource? source = new ByteSource(OpenFile(path), path, ownsStream: true);
        try
        {
            AudioReader? reader = OpenOwn(source, out string format);
            if (reader is not null)
            {
                source = null;
                return reader;
            }

            return source.CanSeek
                ? FfmpegReader.Open(ffmpeg, path, path, format, cancellationToken)
                : FfmpegReader.Open(ffmpeg, source, format, cancellationToken);
        }
        finally
        {
            source?.Dispose();
        }
    }

    /// <summary>Opens what is decoded here; null for everything else.</summary>
    private static PcmReader? OpenOwn(ByteSource source, out string format)
    {
        Span<byte> buffer = stackalloc byte[12];
        Span<byte> start = buffer[..source.Read(buffer)];
        if (start.IsEmpty)
        {
            throw new AudioFormatException(source.Name, "the file is empty: fetch or export it again.");
        }

        format = ForeignFormat.Name(start);
        PcmLayout? layout =
            WavHeader.Matches(start) ? WavHeader.Read(source, start)
            : AuHeader.Matches(start) ? AuHeader.Read(source, start)
            : AiffHeader.Matches(start) ? AiffHeader.Read(source, start)
            : null;
        if (layout is null)
        {
            return null;
        }

        source.StopRecording();
        return new PcmReader(source, layout);
    }

    /// <summary>The path of a stream that is all of a file, which ffmpeg can then read by itself; null where it has to be copied for it.</summary>
    private static string? WholeFile(Stream stream)
    {
        // Elsewhere a file that is open for writing may not be opened by others.
        if (stream is not FileStream { CanSeek: true, Position: 0 } file || OperatingSystem.IsWindows())
        {
            return null;
        }

        if (file.CanWrite)
        {
            file.Flush();
        }

        return File.Exists(file.Name) && new FileInfo(file.Name).Length == file.Length ? file.Name : null;
    }

    private static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new AudioFormatException(path, "this is a folder: give the audio files in it.");
        }

        try
        {
            InputFile.RequireRegularOrPipe(path);
            // Small pieces of the header go through the buffer; whole blocks of samples are longer than it and so are not copied twice.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 12);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"there is no audio file {path}: check the path.", path, problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new AudioFormatException(path, $"the file cannot be read ({problem.Message.TrimEnd('.')}).", innerException: problem);
        }
    }
}
