using GenreNet.Core;

namespace GenreNet.Inference;

/// <summary>Looks at the weights of an ONNX file: that they are inside, and as many as their shape says.</summary>
internal static class TensorGuard
{
    // TensorProto.
    private const int Dimensions = 1, DataType = 2, Raw = 9, External = 13, Location = 14;

    /// <summary>Bytes of an element for each of TensorProto's data types that weights have.</summary>
    private static readonly Dictionary<ulong, int> Widths = new() { [1] = 4, [2] = 1, [3] = 1, [6] = 4, [7] = 8, [10] = 2, [11] = 8 };

    /// <summary>Checks one tensor.</summary>
    /// <exception cref="ModelFormatException">Its values are in another file.</exception>
    /// <exception cref="InvalidDataException">Its values are not as many as its shape says, or of no known kind.</exception>
    public static void Check(ReadOnlySpan<byte> bytes, string name)
    {
        List<long> shape = [];
        ulong type = 0;
        long rawLength = -1;
        long otherLength = 0;
        var tensor = new ProtobufReader(bytes);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case Dimensions:
                    tensor.ReadNumbers(shape);
                    break;
                case DataType:
                    type = tensor.Number;
                    break;
                case Raw:
                    rawLength = tensor.Bytes.Length;
                    break;
                case External:
                case Location when tensor.Number != 0:
                    throw new ModelFormatException($"{name} has weights in another file, which is not read: use a model that is one file, as 'genrenet train' writes it.");
                default:
                    otherLength += tensor.Bytes.Length + 1;
                    break;
            }
        }

        if (!Widths.TryGetValue(type, out int width))
        {
            throw new InvalidDataException("weights are of an unknown kind");
        }

        long count = Count(shape);
        // Values that are not raw are lists of numbers, each of a byte at least.
        if (rawLength >= 0 ? count * width != rawLength : count > otherLength)
        {
            throw new InvalidDataException("weights are not as many as their shape says");
        }
    }

    private static long Count(List<long> shape)
    {
        long count = 1;
        foreach (long length in shape)
        {
            if (length is < 0 or > int.MaxValue)
            {
                throw new InvalidDataException("weights have an absurd shape");
            }

            count *= length;
            if (count > int.MaxValue)
            {
                throw new InvalidDataException("weights have an absurd shape");
            }
        }

        return count;
    }
}
