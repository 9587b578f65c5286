using System.IO.Compression;

namespace GenreNet.Core.Numpy;

/// <summary>Creates the members of an <c>.npz</c> file from arrays.</summary>
internal static class NpyMember
{
    /// <summary>Returns the name of the file that contains an array.</summary>
    public static string NameOf(string array) => array + ".npy";

    /// <summary>Creates a member from a complete array.</summary>
    public static ZipMember Of(string name, NpyArray array)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, array);
        return ZipMember.Of(NameOf(name), DeflateBlock.Compress(stream.GetBuffer().AsSpan(0, (int)stream.Length), ZLibCompressionStrategy.Default));
    }

    /// <summary>Compresses the header of an array in C order.</summary>
    public static DeflateBlock Header(NpyType type, params ReadOnlySpan<long> shape)
    {
        using var stream = new MemoryStream();
        NpyHeader.Write(stream, type, 1, shape);
        return DeflateBlock.Compress(stream.GetBuffer().AsSpan(0, (int)stream.Length), ZLibCompressionStrategy.Default);
    }
}
