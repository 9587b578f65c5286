using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>Reads a PyTorch state dict: a ZIP archive with a pickle and one entry per storage.</summary>
/// <remarks>PyTorch, <c>torch/serialization.py</c>, the format since version 1.6.</remarks>
internal static class StateDictFile
{
    private const string Pickle = "/data.pkl";

    // Thirty times the size of mn40's pickle.
    private const long LargestPickle = 4 << 20;

    /// <summary>The bytes per value and the conversion to float of each storage type.</summary>
    private static readonly Dictionary<string, (int Width, Func<ReadOnlySpan<byte>, float> Value)> Types = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = (4, BinaryPrimitives.ReadSingleLittleEndian),
        ["DoubleStorage"] = (8, bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        ["HalfStorage"] = (2, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        ["BFloat16Storage"] = (2, bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
        ["LongStorage"] = (8, bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        ["IntStorage"] = (4, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        ["ShortStorage"] = (2, bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        ["CharStorage"] = (1, bytes => (sbyte)bytes[0]),
        ["ByteStorage"] = (1, bytes => bytes[0]),
        ["BoolStorage"] = (1, bytes => bytes[0]),
    };

    /// <summary>Reads all tensors.</summary>
    /// <param name="file">The archive; must support seeking.</param>
    /// <param name="path">Path of the archive in messages.</param>
    /// <exception cref="Core.ModelFormatException">The archive is damaged or is not a state dict.</exception>
    public static Dictionary<string, WeightArray> Read(Stream file, string path)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith(Pickle, StringComparison.Ordinal))
                ?? throw CheckpointFormat.Refused(path, "the archive has no data.pkl");
            string root = pickle.FullName[..^Pickle.Length];
            if (archive.GetEntry($"{root}/byteorder") is { } order && !Bytes(order, LargestPickle, path).AsSpan().StartsWith("little"u8))
            {
                throw CheckpointFormat.Refused(path, "its values are big-endian");
            }

            IReadOnlyDictionary<string, PickledTensor> tensors = PickleReader.Read(Bytes(pickle, LargestPickle, path), path);
            if (CheckpointFormat.Count([tensors.Values.Sum(tensor => tensor.Count)]) is null)
            {
                throw CheckpointFormat.Refused(path, $"it contains more than {CheckpointFormat.MostValues:N0} values");
            }

            var arrays = new Dictionary<string, WeightArray>(StringComparer.Ordinal);
            var storages = new Dictionary<PickledStorage, byte[]>();
            foreach ((string name, PickledTensor tensor) in tensors)
            {
                ref byte[]? bytes = ref CollectionsMarshal.GetValueRefOrAddDefault(storages, tensor.Storage, out _);
                bytes ??= Storage(archive, root, tensor.Storage, path);
                arrays[name] = new WeightArray(tensor.Shape, Values(tensor, bytes));
            }

            return arrays;
        }
        catch (InvalidDataException problem)
        {
            throw CheckpointFormat.Damaged(path, problem.Message.TrimEnd('.'), problem);
        }
    }

    private static byte[] Storage(ZipArchive archive, string root, PickledStorage storage, string path)
    {
        if (!Types.TryGetValue(storage.Type, out var type))
        {
            throw CheckpointFormat.Refused(path, $"it contains values of type {storage.Type}");
        }

        ZipArchiveEntry entry = archive.GetEntry($"{root}/data/{storage.Key}")
            ?? throw CheckpointFormat.Damaged(path, $"the storage {storage.Key} is missing");
        return storage.Count <= CheckpointFormat.MostValues && entry.Length == storage.Count * type.Width
            ? Bytes(entry, CheckpointFormat.MostValues * sizeof(double), path)
            : throw CheckpointFormat.Damaged(path, $"the storage {storage.Key} has {entry.Length} bytes for {storage.Count} values");
    }

    private static byte[] Bytes(ZipArchiveEntry entry, long most, string path)
    {
        // PyTorch stores entries without compression, so a small entry that declares a large size was not written by it.
        if (entry.Length > most || entry.Length > Math.Max(1024, 16 * entry.CompressedLength))
        {
            throw CheckpointFormat.Damaged(path, $"the entry {entry.FullName} is too large");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? bytes
            : throw CheckpointFormat.Damaged(path, $"the entry {entry.FullName} ends early");
    }

    private static float[] Values(PickledTensor tensor, byte[] storage)
    {
        (int width, Func<ReadOnlySpan<byte>, float> value) = Types[tensor.Storage.Type];
        float[] values = new float[tensor.Count];
        long[] place = new long[tensor.Shape.Length];
        long position = tensor.Offset;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(storage.AsSpan((int)(position * width), width));
            for (int axis = place.Length - 1; axis >= 0; axis--)
            {
                position += tensor.Strides[axis];
                if (++place[axis] < tensor.Shape[axis])
                {
                    break;
                }

                position -= tensor.Strides[axis] * place[axis];
                place[axis] = 0;
            }
        }

        return values;
    }
}
