using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Numpy;

/// <summary>A matrix of floats too large for memory, written column by column as they come and kept in a temporary file until all are there.</summary>
/// <remarks>
/// NumPy sees an array of the shape <c>(rows, columns)</c> in Fortran order: so what comes frame by frame is laid out as librosa does.
/// Not thread-safe.
/// </remarks>
public sealed class NpyColumns : IDisposable
{
    private readonly FileStream _file;
    private long _valueCount;

    /// <summary>Starts without a column.</summary>
    /// <param name="folder">Where the temporary file goes, which vanishes with this object; created if need be.</param>
    /// <param name="rowCount">Rows: the length of a column, one or more.</param>
    /// <exception cref="GenreNetException">The folder cannot be written.</exception>
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
                // A file without a name needs no cleaning up, however this process ends.
                File.Delete(path);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{folder} cannot be written ({problem.Message.TrimEnd('.')}): choose another place.", problem);
        }
    }

    /// <summary>Rows: the length of a column.</summary>
    public int RowCount { get; }

    /// <summary>Columns so far.</summary>
    public long ColumnCount => _valueCount / RowCount;

    /// <summary>Adds columns, or parts of one: it is full when all its rows are there.</summary>
    /// <param name="values">The values of a column, then those of the next.</param>
    /// <exception cref="GenreNetException">The disk is full or gone.</exception>
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
            throw new GenreNetException($"a temporary file in {Path.GetDirectoryName(_file.Name)} cannot be written ({problem.Message.TrimEnd('.')}): free space there or choose another place.", problem);
        }

        _valueCount += values.Length;
    }

    /// <summary>Removes the temporary file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Writes the whole array.</summary>
    /// <exception cref="InvalidOperationException">The last column is not full.</exception>
    internal void CopyTo(Stream stream)
    {
        if (_valueCount % RowCount != 0)
        {
            throw new InvalidOperationException($"{_valueCount} values do not fill columns of {RowCount}.");
        }

        NpyHeader.Write(stream, NpyType.Float32, 1, [RowCount, ColumnCount], isFortranOrder: true);
        _file.Position = 0;
        _file.CopyTo(stream);
    }
}
