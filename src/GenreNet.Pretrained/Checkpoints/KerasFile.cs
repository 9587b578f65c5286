using System.Runtime.CompilerServices;
using GenreNet.Core;
using GenreNet.Networks;
using PureHDF;

namespace GenreNet.Pretrained;

/// <summary>Reads the weights of a Keras checkpoint in HDF5.</summary>
/// <remarks>
/// Arrays are named <c>LAYER/ROLE</c>, such as <c>conv2d/kernel</c>. Files name them <c>conv2d/kernel:0</c> or <c>conv2d/kernel_1:0</c>,
/// depending on how often the model was built before it was saved.
/// </remarks>
internal static class KerasFile
{
    private const string Weights = "model_weights";

    // Twenty times the size of the published files.
    private const long LargestFile = 64 << 20;

    // Layer, scope and array are three levels.
    private const int DeepestGroup = 6;

    private static readonly string[] Roles = ["gamma", "beta", "moving_mean", "moving_variance", "kernel", "bias"];

    /// <summary>Reads all arrays.</summary>
    /// <param name="file">The file; must support seeking.</param>
    /// <param name="path">Path of the file in messages.</param>
    /// <exception cref="ModelFormatException">The file is damaged or is not a Keras checkpoint.</exception>
    public static Dictionary<string, WeightArray> Read(Stream file, string path)
    {
        // PureHDF creates generic methods at run time. Where that is impossible, the compiler removes the code below and its warnings.
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new GenreNetException(
                $"{path} cannot be read, because a program published as NativeAOT does not support Keras files: install the model with 'genrenet models get', and load the installed model.");
        }

        if (file.Length > LargestFile)
        {
            throw CheckpointFormat.Refused(path, $"it is larger than {LargestFile >> 20} MB");
        }

        var arrays = new Dictionary<string, WeightArray>(StringComparer.Ordinal);
        try
        {
            using var hdf = H5File.Open(file, leaveOpen: true);
            IH5Group root = hdf.LinkExists(Weights) ? hdf.Group(Weights) : hdf;
            foreach (IH5Object layer in root.Children())
            {
                if (layer is IH5Group group)
                {
                    ReadGroup(group, group.Name, 1, file.Length, path, arrays);
                }
            }
        }
        catch (Exception problem) when (problem is not (GenreNetException or OutOfMemoryException))
        {
            // On damaged files, PureHDF throws whatever exception its parser encounters.
            throw CheckpointFormat.Damaged(path, "its HDF5 structure cannot be read", problem);
        }

        return arrays.Count > 0 ? arrays : throw CheckpointFormat.Refused(path, "it has no weights of a Keras model");
    }

    private static void ReadGroup(
        IH5Group group, string layer, int depth, long fileLength, string path, Dictionary<string, WeightArray> arrays)
    {
        if (depth > DeepestGroup)
        {
            throw CheckpointFormat.Damaged(path, "its groups are nested too deeply");
        }

        foreach (IH5Object child in group.Children())
        {
            switch (child)
            {
                case IH5Group inner:
                    ReadGroup(inner, layer, depth + 1, fileLength, path, arrays);
                    break;
                case IH5Dataset array when RoleOf(child.Name) is { } role:
                    arrays[$"{layer}/{role}"] = ReadArray(array, $"{layer}/{role}", fileLength, path);
                    break;
            }
        }
    }

    private static WeightArray ReadArray(IH5Dataset array, string name, long fileLength, string path)
    {
        long[] shape = [.. array.Space.Dimensions.Select(axis => axis <= long.MaxValue ? (long)axis : -1)];
        if (array.Type is not { Class: H5DataTypeClass.FloatingPoint, Size: sizeof(float) })
        {
            throw CheckpointFormat.Refused(path, $"the array '{name}' is not float32");
        }

        // Keras does not compress weights, so a file cannot contain more values than it has bytes.
        return CheckpointFormat.Count(shape) is { } count && count * sizeof(float) <= fileLength
            ? new WeightArray(shape, array.Read<float[]>())
            : throw CheckpointFormat.Damaged(path, $"the array '{name}' is larger than the file");
    }

    private static string? RoleOf(string name)
    {
        string role = name.Split(':')[0];
        int end = role.LastIndexOf('_');
        return Roles.Contains(role) ? role
            : end > 0 && role[(end + 1)..].All(char.IsAsciiDigit) && Roles.Contains(role[..end]) ? role[..end]
            : null;
    }
}
