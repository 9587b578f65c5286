using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GenreNet.Pretrained.Tests.Support;

/// <summary>Writes state dicts as PyTorch does: an archive with a pickle of protocol 2 and an entry for each tensor.</summary>
internal sealed class TinyCheckpoint
{
    private readonly List<(string Name, long[] Shape, float[] Values)> _tensors = [];

    /// <summary>Class of the storages.</summary>
    public string StorageType { get; init; } = "FloatStorage";

    /// <summary>Whether the dictionary is an OrderedDict with attributes, as <c>module.state_dict()</c> returns it.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Module and name of the function that tensors are made by.</summary>
    public (string Module, string Name) Function { get; init; } = ("torch._utils", "_rebuild_tensor_v2");

    /// <summary>Values that a storage claims to have on top of those that it has.</summary>
    public int ClaimedValues { get; init; }

    public TinyCheckpoint Add(string name, long[] shape, float[] values)
    {
        _tensors.Add((name, shape, values));
        return this;
    }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(archive, "archive/data.pkl", Pickle());
            foreach ((int key, (_, _, float[] values)) in _tensors.Index())
            {
                Write(archive, $"archive/data/{key}", [.. values.SelectMany(Bytes)]);
            }

            Write(archive, "archive/version", "3\n"u8.ToArray());
        }

        return stream.ToArray();
    }

    private byte[] Bytes(float value)
    {
        byte[] bytes = new byte[8];
        switch (StorageType)
        {
            case "HalfStorage":
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                return bytes[..2];
            case "BFloat16Storage":
                BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
                return bytes[2..4];
            case "DoubleStorage":
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                return bytes;
            case "LongStorage":
                BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)value);
                return bytes;
            default:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
                return bytes[..4];
        }
    }

    private byte[] Pickle()
    {
        using var pickle = new MemoryStream();
        void Raw(params ReadOnlySpan<byte> bytes) => pickle.Write(bytes);
        void Global(string module, string name) => Raw(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));
        void Whole(long value)
        {
            byte[] bytes = new byte[5];
            bytes[0] = (byte)'J';
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), checked((int)value));
            Raw(bytes);
        }

        void Text(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            byte[] length = new byte[5];
            length[0] = (byte)'X';
            BinaryPrimitives.WriteInt32LittleEndian(length.AsSpan(1), utf8.Length);
            Raw(length);
            Raw(utf8);
        }

        Raw(0x80, 2);
        if (IsOrdered)
        {
            Global("collections", "OrderedDict");
            Raw((byte)')', (byte)'R');
        }
        else
        {
            Raw((byte)'}');
        }

        Raw((byte)'(');
        foreach ((int key, (string name, long[] shape, float[] values)) in _tensors.Index())
        {
            Text(name);
            Global(Function.Module, Function.Name);
            Raw((byte)'(', (byte)'(');
            Text("storage");
            Global("torch", StorageType);
            Text($"{key}");
            Text("cpu");
            Whole(values.Length + ClaimedValues);
            Raw((byte)'t', (byte)'Q');
            Whole(0);
            Raw((byte)'(');
            long stride = shape.Aggregate(1L, (product, axis) => product * axis);
            Array.ForEach(shape, Whole);
            Raw((byte)'t', (byte)'(');
            foreach (long axis in shape)
            {
                stride /= Math.Max(1, axis);
                Whole(stride);
            }

            Raw((byte)'t', 0x89);
            Global("collections", "OrderedDict");
            Raw((byte)')', (byte)'R', (byte)'t', (byte)'R');
        }

        Raw((byte)'u');
        if (IsOrdered)
        {
            Raw((byte)'}', (byte)'b');
        }

        Raw((byte)'.');
        return pickle.ToArray();
    }

    public static void Write(ZipArchive archive, string name, byte[] bytes)
    {
        using Stream stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(bytes);
    }
}
