using GenreNet.Core.IO;

namespace GenreNet.Core.Download;

/// <summary>Represents an incomplete download: the bytes so far, and a state file that identifies the version they belong to.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _statePath;
    private readonly FileStream _stream;

    /// <summary>Opens the partial file of an earlier run, or creates an empty one.</summary>
    /// <param name="path">Path of the file; its state is stored in <c>PATH.json</c>.</param>
    /// <exception cref="DownloadException">The file cannot be opened.</exception>
    public PartialFile(string path)
    {
        Path = path;
        _statePath = $"{path}.json";
        try
        {
            _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            State = File.Exists(_statePath) ? TransferState.Parse(File.ReadAllText(_statePath)) : null;
            bool isWorthless = State is null || Length > State.Length || (!IsComplete && State.Condition() is null);
            if (isWorthless)
            {
                Discard();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _stream?.Dispose();
            throw DiskSpace.Unwritable(path, problem);
        }
        catch
        {
            _stream?.Dispose();
            throw;
        }
    }

    /// <summary>Gets the path of the file that holds the bytes.</summary>
    public string Path { get; }

    /// <summary>Gets the number of bytes so far.</summary>
    public long Length => _stream.Length;

    /// <summary>Gets the state that identifies the version the bytes belong to, or null if there is none.</summary>
    public TransferState? State { get; private set; }

    /// <summary>Gets whether all bytes are present.</summary>
    public bool IsComplete => State?.Length == Length;

    /// <summary>Discards the bytes and the state.</summary>
    /// <exception cref="DownloadException">The disk is not available.</exception>
    public void Discard()
    {
        try
        {
            // The bytes are deleted first, so that they are never paired with the state of another version.
            _stream.SetLength(0);
            File.Delete(_statePath);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.Unwritable(Path, problem);
        }

        State = null;
    }

    /// <summary>Starts again with an empty file.</summary>
    /// <param name="state">State that identifies the version of the bytes to come.</param>
    /// <exception cref="DownloadException">The disk is full or not available.</exception>
    public void Start(TransferState state)
    {
        Discard();
        Save(state);
    }

    /// <summary>Appends bytes.</summary>
    /// <exception cref="DownloadException">The disk is full or not available.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        long before = Length;
        try
        {
            _stream.Position = before;
            _stream.Write(bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.Unwritable(Path, problem);
        }
    }

    /// <summary>Marks the file as complete, for a server that ended the response without having announced a length.</summary>
    public void Complete() => Save(State! with { Length = Length });

    /// <summary>Flushes all bytes to the disk, before the file gets its final name.</summary>
    /// <exception cref="DownloadException">The disk is full or not available.</exception>
    public void Flush()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.Unwritable(Path, problem);
        }
    }

    /// <summary>Closes the file, and deletes it if it is empty.</summary>
    public void Dispose()
    {
        bool isEmpty = Length == 0;
        _stream.Dispose();
        if (isEmpty)
        {
            File.Delete(Path);
            File.Delete(_statePath);
        }
    }

    private void Save(TransferState state)
    {
        try
        {
            AtomicFile.WriteText(_statePath, state.ToJson());
        }
        catch (GenreNetException problem)
        {
            throw new DownloadException(problem.Message, problem);
        }

        State = state;
    }
}
