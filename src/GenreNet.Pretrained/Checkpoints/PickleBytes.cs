using System.Buffers.Binary;
using System.Text;

namespace GenreNet.Pretrained;

/// <summary>The arguments of a pickle's opcodes; every length is checked against what remains.</summary>
/// <param name="data">All bytes.</param>
/// <param name="path">The file, for messages.</param>
internal ref struct PickleBytes(ReadOnlySpan<byte> data, string path)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>A length of four bytes.</summary>
    public int Length()
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        return length <= int.MaxValue ? (int)length : throw CheckpointFormat.Damaged(path, "its pickle has an impossible length");
    }

    /// <summary>Text in UTF-8.</summary>
    public string Text(int length) => Encoding.UTF8.GetString(Take(length));

    /// <summary>Text up to the end of the line.</summary>
    public string Line()
    {
        int end = _data[_position..].IndexOf((byte)'\n');
        string line = Text(end >= 0 ? end : throw CheckpointFormat.Damaged(path, "its pickle ends early"));
        _position++;
        return line;
    }

    /// <summary>A whole number of any length up to eight bytes, the lowest byte first.</summary>
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

    /// <summary>The next bytes.</summary>
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
