using GenreNet.Core;

namespace GenreNet.Inference;

/// <summary>Checks that the weights of an ONNX file are stored in the file and that their number matches their shape.</summary>
internal static class TensorGuard
{
    // TensorProto.
    private const int Dimensions = 1, DataType = 2, Raw = 9, External = 13, Location = 14;

    /// <summary>Checks one tensor.</summary>
    /// <exception cref="ModelFormatException">The values of the tensor are in another file.</exception>
    /// <exception cref="InvalidDataException">The number of values does not match the shape, or their type is unknown.</exception>
    public static void Check(ReadOnlySpan<byte> bytes, string name)
    {
        long count = 1;
        ulong type = 0;
        long rawLength = -1;
        long otherLength = 0;
        var tensor = new ProtobufReader(bytes);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case Dimensions:
                    if (!tensor.AllNumbers(length => (count = Multiplied(count, length)) <= int.MaxValue))
                    {
                        throw new InvalidDataException("the shape of weights is out of range");
                    }

                    break;
                case DataType:
                    type = tensor.Number;
                    break;
                case Raw:
                    rawLength = tensor.Bytes.Length;
                    break;
                case External:
                case Location when tensor.Number != 0:
                    throw new ModelFormatException($"{name} stores weights in another file, which is not supported: use a model that 'genrenet train' wrote.");
                default:
                    otherLength += tensor.Bytes.Length + 1;
                    break;
            }
        }

        int width = Width(type);
        // Values that are not raw are lists of numbers of at least one byte each.
        if (rawLength >= 0 ? count * width != rawLength : count > otherLength)
        {
            throw new InvalidDataException("the number of weights does not match their shape");
        }
    }

    /// <summary>Returns the bytes per element of a data type of TensorProto that weights have.</summary>
    private static int Width(ulong type) => type switch
    {
        2 or 3 => 1,
        10 => 2,
        1 or 6 => 4,
        7 or 11 => 8,
        _ => throw new InvalidDataException("the data type of weights is unknown"),
    };

    /// <summary>Multiplies a number of weights by the length of a dimension; more than int.MaxValue if the length is out of range.</summary>
    private static long Multiplied(long count, long length) => length is >= 0 and <= int.MaxValue ? count * length : long.MaxValue;
}
