using System.Text;

namespace GenreNet.Inference;

/// <summary>
/// Reads the fields of a protobuf message in memory. Copies nothing, and checks every length against the remaining bytes.
/// </summary>
/// <remarks>Encoding: protobuf's "Encoding" guide; wire types 0 (varint), 1 (64 bits), 2 (length and bytes), 5 (32 bits).</remarks>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    /// <summary>Gets the number of the field that <see cref="Next"/> read.</summary>
    public int Field { get; private set; }

    /// <summary>Gets the wire type of the field.</summary>
    public int WireType { get; private set; }

    /// <summary>Gets the value of a varint field.</summary>
    public ulong Number { get; private set; }

    /// <summary>Gets the bytes of a field that is not a varint.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Gets the bytes of the field as text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Advances to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public bool Next()
    {
        if (_position == _message.Length)
        {
            return false;
        }

        ulong tag = Varint();
        (Field, WireType) = (tag >> 3 is > 0 and <= int.MaxValue ? (int)(tag >> 3) : throw Damaged("a field has no number"), (int)(tag & 7));
        Number = 0;
        Bytes = default;
        switch (WireType)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Bytes = Take(8);
                break;
            case 2:
                ulong length = Varint();
                Bytes = length <= (ulong)(_message.Length - _position) ? Take((int)length) : throw Damaged("a field is longer than the file");
                break;
            case 5:
                Bytes = Take(4);
                break;
            default:
                throw Damaged("a field has an unknown wire type");
        }

        return true;
    }

    /// <summary>Passes on all numbers of a repeated varint field, packed or not.</summary>
    /// <param name="receive">Receives each number, until it returns false.</param>
    /// <returns>Whether each number was accepted.</returns>
    public readonly bool AllNumbers(Predicate<long> receive)
    {
        if (WireType == 0)
        {
            return receive((long)Number);
        }

        bool accepted = true;
        var packed = new ProtobufReader(Bytes);
        while (accepted && packed._position < packed._message.Length)
        {
            accepted = receive((long)packed.Varint());
        }

        return accepted;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _message.Length - _position)
        {
            throw Damaged("it ends in the middle of a field");
        }

        ReadOnlySpan<byte> bytes = _message.Slice(_position, count);
        _position += count;
        return bytes;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Damaged("a number is not terminated");
    }

    private static InvalidDataException Damaged(string how) => new(how);
}
