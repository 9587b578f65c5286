using GenreNet.Core.IO;

namespace GenreNet.Core.Audio;

/// <summary>Opens audio of any format. The header determines the format, never the extension.</summary>
/// <remarks>Thread-safe: several threads can open files at the same time. Each reader is used by one thread at a time.</remarks>
/// <example>
/// <code>
/// using AudioReader audio = AudioFile.Open("song.mp3");
/// Console.WriteLine($"{audio.Format}, {audio.SampleRate} Hz, {audio.ChannelCount} channels");
/// </code>
/// </example>
/// <seealso cref="AudioReader"/>
/// <seealso cref="AudioBuffer"/>
public static class AudioFile
{
    /// <summary>The maximum number of ID3v2 tags before the audio. Real files have one or two.</summary>
    private const int MostTags = 16;

    /// <summary>
    /// Gets the path of the ffmpeg that decodes the formats that GenreNet does not decode itself: the path in the environment variable
    /// GENRENET_FFMPEG if it is set, otherwise that of the ffmpeg on PATH; null if there is none.
    /// </summary>
    public static string? FfmpegPath => FfmpegProgram.Find(Environment.GetEnvironmentVariable);

    /// <summary>
    /// Returns whether a path has an audio extension, to select files of a folder. The content is checked later. The number in
    /// <c>blues.00029</c> is not an extension.
    /// </summary>
    /// <param name="path">Path or file name.</param>
    public static bool HasAudioExtension(string path) => AudioExtensions.Contains(Path.GetExtension(path));

    /// <summary>Opens a file. GenreNet decodes the most common formats itself and all others with ffmpeg.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">
    /// Cancels opening and reading, also while a pipe waits for data or ffmpeg is running: the call in progress throws
    /// <see cref="OperationCanceledException"/>.
    /// </param>
    /// <returns>A reader at the first sample, which owns the file.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="AudioFormatException">
    /// The file is not audio, is damaged and cannot be decoded, is a folder, or cannot be read.
    /// </exception>
    /// <exception cref="DependencyMissingException">The file needs ffmpeg, which is not on PATH.</exception>
    public static AudioReader Open(string path, CancellationToken cancellationToken = default) => Open(path, FfmpegPath, cancellationToken);

    /// <summary>Opens a file with options.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">The path of ffmpeg.</param>
    /// <param name="cancellationToken">Cancels opening and reading.</param>
    /// <returns>A reader at the first sample, which owns the file.</returns>
    /// <inheritdoc cref="Open(string, CancellationToken)" path="/exception"/>
    public static AudioReader Open(string path, AudioFileOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Open(path, options.FfmpegPath ?? FfmpegPath, cancellationToken);
    }

    /// <summary>Opens a stream at its current position.</summary>
    /// <param name="stream">
    /// Stream to read; need not be seekable. It stays open when the reader is disposed. It must not be modified while it is read.
    /// </param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <param name="cancellationToken">
    /// Cancels opening and reading, also while a pipe waits for data or ffmpeg is running: the call in progress throws
    /// <see cref="OperationCanceledException"/>.
    /// </param>
    /// <inheritdoc cref="Open(string, CancellationToken)" path="/exception"/>
    public static AudioReader Open(Stream stream, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Open(stream, name, FfmpegPath, cancellationToken);
    }

    /// <summary>Opens a stream at its current position with options.</summary>
    /// <param name="stream">Stream to read; need not be seekable. It stays open when the reader is disposed.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <param name="options">The path of ffmpeg.</param>
    /// <param name="cancellationToken">Cancels opening and reading.</param>
    /// <inheritdoc cref="Open(string, CancellationToken)" path="/exception"/>
    public static AudioReader Open(Stream stream, string name, AudioFileOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        return Open(stream, name, options.FfmpegPath ?? FfmpegPath, cancellationToken);
    }

    /// <summary>Opens a stream of a format that GenreNet decodes itself, without trying ffmpeg.</summary>
    /// <param name="stream">Stream to read; it stays open when the reader is disposed.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <returns>A reader at the first sample; null for a format that another program may decode.</returns>
    /// <exception cref="AudioFormatException">The stream is not audio, is empty, or is damaged and cannot be decoded.</exception>
    internal static AudioReader? OpenOwn(Stream stream, string name)
    {
        ByteSource? source = new(stream, name, ownsStream: false);
        try
        {
            AudioReader? reader = OpenOwn(source, out _);
            source = reader is null ? source : null;
            return reader;
        }
        finally
        {
            source?.Dispose();
        }
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

    /// <summary>
    /// Returns whether only ffmpeg decodes a seekable stream, and must open it as a file. The position of the stream does not change.
    /// </summary>
    internal static bool NeedsFile(Stream stream)
    {
        var source = new ByteSource(stream, "audio", ownsStream: false);
        try
        {
            return FfmpegArguments.NeedsFile(Identify(source, stackalloc byte[ContentSignature.Length], out _).Name);
        }
        catch (AudioFormatException)
        {
            // Empty or incomplete: no decoder reads it.
            return false;
        }
        finally
        {
            source.SeekTo(0);
        }
    }

    private static AudioReader Open(ByteSource opened, string? path, string? ffmpeg, CancellationToken cancellationToken)
    {
        ByteSource? source = opened;
        try
        {
            AudioReader reader = OpenOwn(source, out string format) ?? FfmpegReader.Open(ffmpeg, source, path, format, cancellationToken);
            source = null;
            return reader;
        }
        finally
        {
            source?.Dispose();
        }
    }

    /// <summary>Opens formats that GenreNet decodes; returns null for a format that ffmpeg may decode.</summary>
    /// <exception cref="AudioFormatException">The first bytes identify content that is not audio.</exception>
    private static AudioReader? OpenOwn(ByteSource source, out string format)
    {
        Span<byte> buffer = stackalloc byte[ContentSignature.Length];
        ContentSignature signature = Identify(source, buffer, out int length);
        if (signature.IsAudio is false)
        {
            throw new AudioFormatException(source.Name, $"this is {signature.Name}, not audio. Choose an audio file.") { IsAudio = false };
        }

        format = signature.Name;
        AudioReader? reader = OwnFormat.Of(buffer[..length])?.Open(source);
        if (reader is not null)
        {
            source.StopRecording();
        }

        return reader;
    }

    /// <summary>Identifies content, and skips the tags in front of it.</summary>
    /// <param name="source">The content, at its start.</param>
    /// <param name="buffer">Receives the first bytes after the tags; of <see cref="ContentSignature.Length"/>.</param>
    /// <param name="length">Number of these bytes.</param>
    /// <exception cref="AudioFormatException">The content is empty, or ends inside a tag.</exception>
    private static ContentSignature Identify(ByteSource source, Span<byte> buffer, out int length)
    {
        Span<byte> start = buffer[..source.Peek(buffer)];
        if (start.IsEmpty)
        {
            throw new AudioFormatException(source.Name, "the file is empty. Download or export it again.");
        }

        var signature = ContentSignature.Of(start);
        // Tagging programs add ID3 tags to any format. ffmpeg also skips them, and would then decode content that must not reach it.
        for (int tags = 0; signature.IsAudio is not false && tags < MostTags && Id3Tag.Length(start) is > 0 and long tag; tags++)
        {
            if (!source.SkipTag(tag))
            {
                throw new AudioFormatException(source.Name, "the file ends inside its ID3 tag: fetch or export it again.");
            }

            start = buffer[..source.Peek(buffer)];
            var inner = ContentSignature.Of(start);
            signature = inner.IsAudio is null ? signature : inner;
        }

        length = start.Length;
        return signature;
    }

    /// <summary>
    /// Returns the path of a stream that represents a complete file, which ffmpeg can then read directly; null if the stream must be
    /// copied.
    /// </summary>
    private static string? WholeFile(Stream stream)
    {
        // Windows may not allow other programs to open a file that is open for writing.
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
            throw new AudioFormatException(path, "this is a folder. Specify the audio files in it.");
        }

        try
        {
            InputFile.RequireRegularOrPipe(path);
            // Small header fields are read through the buffer; blocks of samples are larger than it, so they are not copied twice.
            FileStream file = InputFile.IsPipe(path) && cancellationToken.CanBeCanceled
                ? CancellableStream.Open(() => OpenStream(path), cancellationToken)
                : OpenStream(path);
            return CancellableStream.Of(file, ownsStream: true, cancellationToken);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            // .NET replaces bytes of arguments and file names that are not UTF-8, and then cannot refer to such a file.
            throw new FileNotFoundException(
                path.Contains('\uFFFD')
                    ? $"The name of the audio file {path} is not valid UTF-8, so the file cannot be opened. Rename it, or pass its content through a pipe."
                    : $"The audio file {path} does not exist. Check the path.",
                path,
                problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            string advice = problem is PathTooLongException ? "Shorten its path" : "Check its permissions";
            throw new AudioFormatException(path, $"the file cannot be read ({problem.Message.TrimEnd('.')}). {advice}.", innerException: problem);
        }
    }

    private static FileStream OpenStream(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 12);
}
