using GenreNet.Core.Audio.Aiff;
using GenreNet.Core.Audio.Au;
using GenreNet.Core.Audio.Decoding;
using GenreNet.Core.Audio.Ffmpeg;
using GenreNet.Core.Audio.Wav;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Audio;

/// <summary>Opens audio of any format; the header decides which, never the extension.</summary>
public static class AudioFile
{
    /// <summary>Bytes that WAV, AU and AIFF are recognised by.</summary>
    private const int HeaderLength = 12;

    /// <summary>ID3v2 tags in front of audio that are looked behind.</summary>
    private const int MostTags = 4;

    private const int LongestSkippedTag = 1 << 20;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".au", ".snd", ".aif", ".aiff", ".aifc", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".aac", ".wma", ".wv", ".caf",
    };

    /// <summary>The ffmpeg on PATH that decodes all that is not WAV, AU or AIFF; null where there is none.</summary>
    public static string? FfmpegPath => FfmpegProgram.Find(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Whether a path ends as audio does, to pick files of a folder: what is inside decides later. What stands behind the dot of <c>blues.00029</c> is no extension.</summary>
    /// <param name="path">A path or a name.</param>
    public static bool HasAudioExtension(string path) => Extensions.Contains(Path.GetExtension(path));

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
        return Open(new ByteSource(stream, name, ownsStream: false), path, ffmpeg, cancellationToken);
    }

    internal static AudioReader Open(string path, string? ffmpeg, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var source = new ByteSource(OpenFile(path), path, ownsStream: true);
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
        Span<byte> start = buffer[..source.Read(buffer[..HeaderLength])];
        if (start.IsEmpty)
        {
            throw new AudioFormatException(source.Name, "the file is empty: fetch or export it again.");
        }

        PcmLayout? layout = null;
        bool isOwn = true;
        if (WavHeader.Matches(start))
        {
            layout = WavHeader.Read(source, start);
        }
        else if (AuHeader.Matches(start))
        {
            layout = AuHeader.Read(source, start);
        }
        else if (AiffHeader.Matches(start))
        {
            layout = AiffHeader.Read(source, start);
        }
        else
        {
            isOwn = false;
        }

        format = isOwn ? ContentSignature.Of(start).Name : Identify(source, buffer, start.Length);
        if (layout is null)
        {
            return null;
        }

        source.StopRecording();
        return new PcmReader(source, layout);
    }

    /// <summary>Identifies content by its first bytes, and content with an ID3v2 tag by those after the tag.</summary>
    /// <param name="source">The content, read as far as the buffer is filled.</param>
    /// <param name="buffer">Its first bytes, with room for as many as identify a format.</param>
    /// <param name="count">How many bytes the buffer holds.</param>
    /// <exception cref="AudioFormatException">It is not audio.</exception>
    private static string Identify(ByteSource source, Span<byte> buffer, int count)
    {
        count += source.Read(buffer[count..]);
        var signature = ContentSignature.Of(buffer[..count]);
        long tagEnd = 0;
        for (int tags = 0; tags < MostTags && ContentSignature.TagLength(buffer[..count]) is > 0 and int tag; tags++)
        {
            tagEnd += tag;
            // A stream that cannot seek keeps what was read for ffmpeg; a tag with pictures is too long to keep.
            if (!source.CanSeek && tagEnd > LongestSkippedTag)
            {
                return signature.Name;
            }

            count = ReadAfter(source, tagEnd, buffer, count);
            var inner = ContentSignature.Of(buffer[..count]);
            signature = inner.IsAudio is null ? signature : inner;
        }

        return signature.IsAudio is not false
            ? signature.Name
            : throw new AudioFormatException(source.Name, $"this is {signature.Name}, not audio: give an audio file.") { IsAudio = false };
    }

    private static int ReadAfter(ByteSource source, long position, Span<byte> buffer, int count)
    {
        long kept = source.Position - count;
        if (position < source.Position)
        {
            int used = (int)(position - kept);
            buffer[used..count].CopyTo(buffer);
            count -= used;
        }
        else
        {
            source.Skip(position - source.Position);
            count = 0;
        }

        return count + source.Read(buffer[count..]);
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
