using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Training.Tagging;

/// <summary>Specifies the kind of a music file, which determines its tags.</summary>
internal enum TagFormat
{
    /// <summary>ID3v2; existing ID3v1 and APE tags are updated as well.</summary>
    Mp3,

    /// <summary>Vorbis comments.</summary>
    Flac,

    /// <summary>Vorbis comments of Ogg Vorbis and Opus.</summary>
    Ogg,

    /// <summary>The list of metadata items of MP4.</summary>
    Mp4,

    /// <summary>The INFO list, and ID3v2 in a chunk.</summary>
    Wav,

    /// <summary>ID3v2 in a chunk.</summary>
    Aiff,
}

/// <summary>The exception thrown for a file whose tags cannot be read or written, because the format is not supported.</summary>
internal sealed class UnsupportedTagException(string message, Exception? innerException = null) : GenreNetException(message, innerException);

/// <summary>Recognises the kind of a music file by its content.</summary>
internal static class TagFormats
{
    private const string Supported = "Tags of MP3, FLAC, Ogg Vorbis, Opus, MP4, WAV and AIFF files are supported";

    /// <summary>Returns the kind of a file.</summary>
    /// <param name="stream">The file; its position is changed.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <exception cref="UnsupportedTagException">The format is not supported.</exception>
    /// <exception cref="AudioFormatException">The file is not audio.</exception>
    public static TagFormat Of(Stream stream, string name)
    {
        long offset = 0;
        byte[] start = Start(stream, offset);
        if (start.Length == 0)
        {
            throw new AudioFormatException(name, "the file is empty. Download or export it again.");
        }

        while (Id3Tag.Length(start) is > 0 and long tag && offset + tag < stream.Length)
        {
            offset += tag;
            start = Start(stream, offset);
        }

        var signature = ContentSignature.Of(start);
        if (signature.IsAudio is false)
        {
            throw new AudioFormatException(name, $"this is {signature.Name}, not audio. Choose an audio file.") { IsAudio = false };
        }

        bool isTagged = offset > 0;
        return signature.Name switch
        {
            "FLAC" when start.AsSpan().StartsWith("fLaC"u8) => TagFormat.Flac,
            "MP3" => TagFormat.Mp3,
            "OGG" when !isTagged => TagFormat.Ogg,
            "MP4" when !isTagged => TagFormat.Mp4,
            "WAV" when !isTagged && start.AsSpan().StartsWith("RIFF"u8) => TagFormat.Wav,
            "AIFF" when !isTagged => TagFormat.Aiff,
            ContentSignature.UnknownName when IsMp3(stream, name) => TagFormat.Mp3,
            ContentSignature.UnknownName => throw new AudioFormatException(name, "the audio format is not recognised. Choose another file.") { IsAudio = false },
            string other => throw new UnsupportedTagException($"{name}: {(isTagged ? $"{other} with an ID3v2 tag at its start" : other)} cannot be tagged. {Supported}."),
        };
    }

    // Bytes before the first frame of an MP3 are common; only the decoder finds out.
    private static bool IsMp3(Stream stream, string name)
    {
        stream.Position = 0;
        try
        {
            using AudioReader reader = AudioFile.Open(stream, name);
            return reader.Format == "MP3";
        }
        catch (GenreNetException)
        {
            return false;
        }
    }

    private static byte[] Start(Stream stream, long offset)
    {
        stream.Position = offset;
        byte[] start = new byte[ContentSignature.Length];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
