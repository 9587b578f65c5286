using System.Security.Cryptography;

namespace GenreNet.Inference;

/// <summary>Computes the checksum of the weights in an ONNX file.</summary>
internal static class WeightsChecksum
{
    // ModelProto.graph, GraphProto.initializer.
    private const int Graph = 7, Initializers = 5;

    /// <summary>
    /// Computes the SHA-256 of all initialisers in the order of the file: name, shape, type and values of each, as encoded.
    /// </summary>
    /// <param name="file">The complete file.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static string Of(ReadOnlySpan<byte> file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(long)];
        var model = new ProtobufReader(file);
        while (model.Next())
        {
            if (model.Field != Graph)
            {
                continue;
            }

            var graph = new ProtobufReader(model.Bytes);
            while (graph.Next())
            {
                if (graph.Field == Initializers)
                {
                    // The length separates an initialiser from the next one.
                    System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(length, graph.Bytes.Length);
                    hash.AppendData(length);
                    hash.AppendData(graph.Bytes);
                }
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
