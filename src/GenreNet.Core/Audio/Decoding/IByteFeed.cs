namespace GenreNet.Core.Audio;

/// <summary>Supplies the bytes of one audio stream in order: a file, or the packets of one stream in a container.</summary>
internal interface IByteFeed
{
    /// <summary>Gets the path of the file, or the name given to the stream, for use in messages.</summary>
    string Name { get; }

    /// <summary>Gets the byte offset of the next byte, for use in messages.</summary>
    long Position { get; }

    /// <summary>Gets the number of bytes left, or null if it is unknown.</summary>
    long? Remaining { get; }

    /// <summary>Reads the bytes that are available; waits for at least one.</summary>
    /// <returns>The number of bytes read; 0 at the end, or if the span is empty.</returns>
    int ReadAvailable(Span<byte> destination);

    /// <summary>Skips bytes; stops at the end.</summary>
    /// <returns>true if all of the bytes were skipped; false if the stream ended before.</returns>
    bool Skip(long count);
}
