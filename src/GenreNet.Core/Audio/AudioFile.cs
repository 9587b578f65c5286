using GenreNet.Core.IO;

namespace GenreNet.Core.Audio;

/// <summary>Opens audio of any format; the header decides which, never the extension.</summary>
public static class AudioFile
{
    /// <summary>Bytes that WAV, AU and AIFF are recognised by.</summary>
    private const int HeaderLength = 12;

    /// <summary>ID3v2 tags in front of audio. Real files have one or two.</summary>
    private const int MostTags = 16;

    /// <summary>The ffmpeg on PATH that decodes all that is not WAV, AU or AIFF; null where there is none.</summary>
    public static string? FfmpegPath => FfmpegProgram.Find(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Whether a path ends as audio does, to pick files of a folder: what is inside decides later. What stands behind the dot of <c>blues.00029</c> is no extension.</summary>
    /// <param name="path">A path or a name.</param>
    public static bool HasAudioExtension(string path) => AudioExtensions.Contains(Path.GetExtension(path));

    /// <summary>Opens a file: WAV, AU and AIFF are decoded here, everything else by ffmpeg.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">
    /// Stops opening and reading, also while a pipe waits for data or ffmpeg is running: the call in progress throws
    /// <see cref="OperationCanceledException"/>.
    /// </param>
    /// <returns>A reader at the first sample, which owns the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="AudioFormatException">It is no audio, damaged beyond use, a folder, or may not be read.</exception>
    /// <exception cref="DependencyMissingException">It needs ffmpeg, and there is none on PATH.</exception>
    public static AudioReader Open(string path, CancellationToken cancellationToken = default) => Open(path, FfmpegPath, cancellationToken);

    /// <summary>Opens a stream from where it stands.</summary>
    /// <param name="stream">Need not be able to seek; stays open when the reader is disposed. Nobody else may write to it meanwhile.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="cancellationToken">
    /// Stops opening and reading, also while a pipe waits for data or ffmpeg is running: the call in progress throws
    /// <see cref="OperationCanceledException"/>.
    /// </param>
    /// <inheritdoc cref="Open(string, CancellationToken)" path="/exception"/>
    public static AudioReader Open(Stream stream, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Open(stream, name, FfmpegPath, cancellationToken);
    }

    internal static AudioReader Open(Stream stream, string name, string? ffmpeg, CancellationToken cancellationToken = default)
    {
        string? path = WholeFile(stream);
        return Open(new ByteSource(CancellableStream.Of(stream, ownsStream: false, cancellationToken), name, ownsStream: false), path, ffmpeg, cancellationToken);
    }

    internal static AudioReader Open(string path, string? ffmpeg, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var source = new ByteSource(OpenFile(path, cancellationToken), path, ownsStream: true);
        return Open(source, source.CanSeek ? path : null, ffmpeg, cancellationToken);
    }

    private static AudioReader Open(ByteSource opened, string? path, string? ffmpeg, CancellationToken cancellationToken)
    {
        ByteSource? source = opened;
        try
        {
            AudioReader reader = (AudioReader?)OpenOwn(source, out string format) ?? FfmpegReader.Open(ffmpeg, source, path, format, cancellationToken);
            source = null;
            return reader;
        }
        finally
        {
            source?.Dispose();
        }
    }

    /// <summary>Opens what is decoded here; null for a format that ffmpeg may know.</summary>
    /// <exception cref="AudioFormatException">The first bytes are those of something that is not audio.</exception>
    private static PcmReader? OpenOwn(ByteSource source, out string format)
    {
        Span<byte> buffer = stackalloc byte[ContentSignature.Length];
        Span<byte> start = buffer[..source.Peek(buffer)];
        if (start.IsEmpty)
        {
            throw new AudioFormatException(source.Name, "the file is empty: fetch or export it again.");
        }

        var signature = ContentSignature.Of(start);
        // Taggers put ID3 in front of any format; ffmpeg passes over it as well, and so would decode what must not reach it.
        for (int tags = 0; tags < MostTags && Id3Tag.Length(start) is > 0 and long tag && source.CanStartOverAfter(tag + buffer.Length) && source.Skip(tag); tags++)
        {
            start = buffer[..source.Peek(buffer)];
            var inner = ContentSignature.Of(start);
            signature = inner.IsAudio is null ? signature : inner;
        }

        if (signature.IsAudio is false)
        {
            throw new AudioFormatException(source.Name, $"this is {signature.Name}, not audio: give an audio file.") { IsAudio = false };
        }

        format = signature.Name;
        start = start[..Math.Min(start.Length, HeaderLength)];
        source.Skip(start.Length);
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

    private static Stream OpenFile(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw new AudioFormatException(path, "this is a folder: give the audio files in it.");
        }

        try
        {
            InputFile.RequireRegularOrPipe(path);
            // Small pieces of the header go through the buffer; whole blocks of samples are longer than it and so are not copied twice.
            FileStream file = InputFile.IsPipe(path) && cancellationToken.CanBeCanceled
                ? CancellableStream.Open(() => OpenStream(path), cancellationToken)
                : OpenStream(path);
            return CancellableStream.Of(file, ownsStream: true, cancellationToken);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            // .NET replaces the bytes of arguments and names that are not UTF-8, and cannot name such a file any more.
            throw new FileNotFoundException(
                path.Contains('\uFFFD')
                    ? $"the name of the audio file {path} is not valid UTF-8, so it cannot be opened: rename it, or pass its content by a pipe."
                    : $"there is no audio file {path}: check the path.",
                path,
                problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new AudioFormatException(path, $"the file cannot be read ({problem.Message.TrimEnd('.')}).", innerException: problem);
        }
    }

    private static FileStream OpenStream(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 12);
}
