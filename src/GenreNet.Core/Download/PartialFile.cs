using GenreNet.Core.IO;

namespace GenreNet.Core.Download;

/// <summary>A file on its way: the bytes so far, and next to them what they are the beginning of.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _statePath;
    private readonly FileStream _stream;

    /// <summary>Opens what an earlier run left, or nothing yet.</summary>
    /// <param name="path">The file; its state is stored in <c>PATH.json</c>.</param>
    /// <exception cref="DownloadException">It cannot be opened.</exception>
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

    /// <summary>The file with the bytes.</summary>
    public string Path { get; }

    /// <summary>Bytes so far.</summary>
    public long Length => _stream.Length;

    /// <summary>What the bytes belong to, or null where there are none.</summary>
    public TransferState? State { get; private set; }

    /// <summary>Whether all bytes are there.</summary>
    public bool IsComplete => State?.Length == Length;

    /// <summary>Deletes everything.</summary>
    /// <exception cref="DownloadException">The disk is gone.</exception>
    public void Discard()
    {
        try
        {
            // The bytes go first: no moment may pair them with the state of another version.
            _stream.SetLength(0);
            File.Delete(_statePath);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.Unwritable(Path, problem);
        }

        State = null;
    }

    /// <summary>Begins anew.</summary>
    /// <param name="state">What the bytes to come belong to.</param>
    /// <exception cref="DownloadException">The disk is full or gone.</exception>
    public void Start(TransferState state)
    {
        Discard();
        Save(state);
    }

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="DownloadException">The disk is full or gone.</exception>
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

    /// <summary>The server ended without having said where: what is there is the whole.</summary>
    public void Complete() => Save(State! with { Length = Length });

    /// <summary>Makes sure that all bytes are on the disk, before the file gets its name.</summary>
    /// <exception cref="DownloadException">The disk is full or gone.</exception>
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

    /// <summary>Lets the file go; a beginning without a byte is not worth keeping.</summary>
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
