using System.IO.Compression;

namespace GenreNet.Core.Numpy;

/// <summary>Arrays as members of an <c>.npz</c>.</summary>
internal static class NpyMember
{
    /// <summary>The name of the file that holds an array.</summary>
    public static string NameOf(string array) => array + ".npy";

    /// <summary>A whole array.</summary>
    public static ZipMember Of(string name, NpyArray array)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, array);
        return ZipMember.Of(NameOf(name), DeflateBlock.Compress(stream.GetBuffer().AsSpan(0, (int)stream.Length), ZLibCompressionStrategy.Default));
    }

    /// <summary>What stands before the elements of an array in C order.</summary>
    public static DeflateBlock Header(NpyType type, params ReadOnlySpan<long> shape)
    {
        using var stream = new MemoryStream();
        NpyHeader.Write(stream, type, 1, shape);
        return DeflateBlock.Compress(stream.GetBuffer().AsSpan(0, (int)stream.Length), ZLibCompressionStrategy.Default);
    }
}
