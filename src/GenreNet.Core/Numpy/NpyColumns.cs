using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Numpy;

/// <summary>
/// Writes a matrix of floats that is too large for memory column by column, and keeps it in a temporary file until it is complete.
/// </summary>
/// <remarks>
/// NumPy sees an array of shape <c>(rows, columns)</c> in Fortran order, so features computed per frame have the same layout as in librosa.
/// Not thread-safe.
/// </remarks>
internal sealed class NpyColumns : IDisposable
{
    private readonly FileStream _file;
    private long _valueCount;

    /// <summary>Initializes a matrix without columns.</summary>
    /// <param name="folder">Folder of the temporary file, which is deleted with this object; created if it does not exist.</param>
    /// <param name="rowCount">Number of rows: the length of a column, one or more.</param>
    /// <exception cref="GenreNetException">The folder is not writable.</exception>
    public NpyColumns(string folder, int rowCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCount, 1);
        RowCount = rowCount;
        string path = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose);
            if (!OperatingSystem.IsWindows())
            {
                // A deleted file needs no cleanup, regardless of how this process ends.
                File.Delete(path);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{folder} cannot be written ({problem.Message.TrimEnd('.')}): choose another location.", problem);
        }
    }

    /// <summary>Gets the number of rows: the length of a column.</summary>
    public int RowCount { get; }

    /// <summary>Gets the number of complete columns so far.</summary>
    public long ColumnCount => _valueCount / RowCount;

    /// <summary>Appends columns or parts of columns. A column is complete when it has values for all rows.</summary>
    /// <param name="values">Values in column order.</param>
    /// <exception cref="GenreNetException">The temporary file cannot be written, for example because the disk is full.</exception>
    public void Write(ReadOnlySpan<float> values)
    {
        try
        {
            if (BitConverter.IsLittleEndian)
            {
                _file.Write(MemoryMarshal.AsBytes(values));
            }
            else
            {
                Span<byte> bytes = stackalloc byte[sizeof(float)];
                foreach (float value in values)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
                    _file.Write(bytes);
                }
            }
        }
        catch (IOException problem)
        {
            throw new GenreNetException($"A temporary file in {Path.GetDirectoryName(_file.Name)} cannot be written ({problem.Message.TrimEnd('.')}): free disk space or choose another location.", problem);
        }

        _valueCount += values.Length;
    }

    /// <summary>Deletes the temporary file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Writes the complete array.</summary>
    /// <exception cref="InvalidOperationException">The last column is incomplete.</exception>
    internal void CopyTo(Stream stream)
    {
        if (_valueCount % RowCount != 0)
        {
            throw new InvalidOperationException($"The number of values ({_valueCount}) is not a multiple of the {Plural.Of(RowCount, "row")}.");
        }

        NpyHeader.Write(stream, NpyType.Float32, 1, [RowCount, ColumnCount], isFortranOrder: true);
        _file.Position = 0;
        _file.CopyTo(stream);
    }
}
