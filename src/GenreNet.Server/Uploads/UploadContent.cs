using System.Buffers;
using GenreNet.Core.Audio;
using Microsoft.IO;

namespace GenreNet.Server.Uploads;

/// <summary>
/// Represents the content of an upload: in memory while it is short and <see cref="UploadMemory"/> has blocks left, otherwise in a file.
/// Used by one thread at a time.
/// </summary>
internal sealed class UploadContent : IDisposable
{
    private const int BlockLength = 1 << 16;

    private readonly UploadFolder _folder;
    private readonly UploadMemory _memory;
    private RecyclableMemoryStream? _inMemory;
    private FileStream? _file;
    private byte[]? _block;
    private long _reserved;

    /// <summary>Creates empty content.</summary>
    /// <param name="folder">The folder for content that does not stay in memory.</param>
    /// <param name="memory">The memory of all uploads.</param>
    /// <param name="expected">Expected length in bytes; null if it is not known.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public UploadContent(UploadFolder folder, UploadMemory memory, long? expected)
    {
        _folder = folder;
        _memory = memory;
        if (memory.LongestUpload > 0 && (expected ?? 0) <= memory.LongestUpload)
        {
            _inMemory = memory.Create();
        }
        else
        {
            _file = folder.Create();
        }
    }

    /// <summary>Gets whether the content is in memory.</summary>
    public bool IsInMemory => _inMemory is not null;

    /// <summary>Gets the content. Its file, if it has one, has a name chosen by the service.</summary>
    public Stream Stream => (Stream?)_inMemory ?? _file ?? throw new ObjectDisposedException(nameof(UploadContent));

    /// <summary>Returns memory for the next bytes: at least one byte.</summary>
    /// <exception cref="IOException">The content has to move to a file, and the disk is full, or the folder has another problem.</exception>
    public Memory<byte> GetMemory()
    {
        if (_inMemory is not null && _inMemory.Length == _reserved && !TryGrow())
        {
            MoveToFile();
        }

        return _inMemory?.GetMemory() ?? (_block ??= ArrayPool<byte>.Shared.Rent(BlockLength));
    }

    /// <summary>Appends bytes that were written to the start of the memory of <see cref="GetMemory"/>.</summary>
    /// <inheritdoc cref="GetMemory" path="/exception"/>
    public void Advance(int count)
    {
        if (_inMemory is null)
        {
            // Writes to the system's page cache; a separate thread is not worthwhile.
            _file!.Write(_block!, 0, count);
            return;
        }

        _inMemory.Advance(count);
        if (_inMemory.Length > _memory.LongestUpload)
        {
            MoveToFile();
        }
    }

    /// <summary>Ends the content, and moves to its start.</summary>
    /// <inheritdoc cref="GetMemory" path="/exception"/>
    public void Complete()
    {
        Stream.Position = 0;
        // ffmpeg opens these formats by their path. A copy of its own would be outside the folder for uploads.
        if (_inMemory is not null && AudioFile.NeedsFile(_inMemory))
        {
            MoveToFile();
        }

        _file?.Flush();
        Stream.Position = 0;
        ReturnBlock();
    }

    /// <summary>Deletes the content, and returns its memory.</summary>
    public void Dispose()
    {
        ReturnBlock();
        LeaveMemory();
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // Closing writes the remaining buffer, and the disk is full: the request has already failed for that reason.
        }

        _file = null;
    }

    private bool TryGrow()
    {
        // One byte more than the longest upload must fit, which shows that an upload is longer.
        if (_reserved > _memory.LongestUpload || !_memory.TryReserve())
        {
            return false;
        }

        _reserved += UploadMemory.BlockLength;
        return true;
    }

    private void MoveToFile()
    {
        _file = _folder.Create();
        _inMemory!.WriteTo(_file);
        LeaveMemory();
    }

    private void LeaveMemory()
    {
        _inMemory?.Dispose();
        _inMemory = null;
        _memory.Release(_reserved);
        _reserved = 0;
    }

    private void ReturnBlock()
    {
        if (_block is not null)
        {
            ArrayPool<byte>.Shared.Return(_block);
            _block = null;
        }
    }
}
