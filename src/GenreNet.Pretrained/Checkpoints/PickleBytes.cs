using System.Buffers.Binary;
using System.Text;

namespace GenreNet.Pretrained;

/// <summary>Reads the arguments of a pickle's opcodes; checks every length against the remaining bytes.</summary>
/// <param name="data">All bytes.</param>
/// <param name="path">Path of the file in messages.</param>
internal ref struct PickleBytes(ReadOnlySpan<byte> data, string path)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>Reads a length of four bytes.</summary>
    public int Length()
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        return length <= int.MaxValue ? (int)length : throw CheckpointFormat.Damaged(path, "its pickle has an impossible length");
    }

    /// <summary>Reads UTF-8 text.</summary>
    public string Text(int length) => Encoding.UTF8.GetString(Take(length));

    /// <summary>Reads text up to the end of the line.</summary>
    public string Line()
    {
        int end = _data[_position..].IndexOf((byte)'\n');
        string line = Text(end >= 0 ? end : throw CheckpointFormat.Damaged(path, "its pickle ends early"));
        _position++;
        return line;
    }

    /// <summary>Converts up to eight bytes, in little-endian order, to a signed integer.</summary>
    public readonly long Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
        {
            throw CheckpointFormat.Damaged(path, "its pickle has an impossible number");
        }

        long value = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    /// <summary>Returns the next bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _data.Length - _position)
        {
            throw CheckpointFormat.Damaged(path, "its pickle ends early");
        }

        ReadOnlySpan<byte> bytes = _data.Slice(_position, count);
        _position += count;
        return bytes;
    }
}
