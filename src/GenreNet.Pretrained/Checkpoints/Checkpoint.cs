using GenreNet.Core;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>Represents the named arrays of a checkpoint.</summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// Checkpoint checkpoint = Checkpoint.Read("mn04_as_mAP_432.pt");
/// Console.WriteLine(string.Join('\n', checkpoint.Names));
/// </code>
/// </example>
/// <seealso cref="Backbone"/>
public sealed class Checkpoint
{
    private readonly Dictionary<string, WeightArray> _arrays;
    private readonly HashSet<string> _unread;

    internal Checkpoint(string path, Dictionary<string, WeightArray> arrays)
    {
        Path = path;
        _arrays = arrays;
        _unread = new HashSet<string>(arrays.Keys, StringComparer.Ordinal);
    }

    /// <summary>Gets the path of the file, for messages.</summary>
    public string Path { get; }

    /// <summary>Gets the names of all arrays, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _arrays.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a PyTorch or Keras checkpoint; the first bytes of the file determine the format.</summary>
    /// <param name="path">A <c>.pt</c> file with a state dict, or an <c>.h5</c> file.</param>
    /// <exception cref="GenreNetException">The file cannot be read, is damaged, or contains more than the weights of a network.</exception>
    public static Checkpoint Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using FileStream file = Core.IO.InputFile.OpenRead(path);
            Span<byte> start = stackalloc byte[8];
            int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            file.Position = 0;
            return start[..length] switch
            {
                [(byte)'P', (byte)'K', 3, 4, ..] => new Checkpoint(path, StateDictFile.Read(file, path)),
                [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A] => new Checkpoint(path, KerasFile.Read(file, path)),
                _ => throw new ModelFormatException(
                    $"{path} is not a checkpoint: specify a .pt file of PyTorch (1.6 or later) or an .h5 file of Keras."),
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{path} cannot be read ({problem.Message.TrimEnd('.')}): check the path and the permissions.",
                problem);
        }
    }

    /// <summary>Returns whether there is an array with the given name.</summary>
    internal bool Has(string name) => _arrays.ContainsKey(name);

    /// <summary>Returns the shape of an array.</summary>
    /// <param name="name">Name of the array.</param>
    /// <param name="axes">Number of axes that it must have.</param>
    /// <exception cref="ModelFormatException">There is no such array, or it has another number of axes.</exception>
    internal int[] Shape(string name, int axes) => Find(name).Shape is { } shape && shape.Count == axes
        ? [.. shape.Select(axis => (int)axis)]
        : throw WrongNetwork($"the array '{name}' has {Find(name).Shape.Count} axes instead of {axes}");

    /// <summary>Returns an array with the given shape and only finite values, and marks it as taken.</summary>
    /// <param name="name">Name of the array.</param>
    /// <param name="shape">Axes of the array.</param>
    /// <exception cref="ModelFormatException">There is no such array, or its values are not usable.</exception>
    internal WeightArray Take(string name, params ReadOnlySpan<long> shape)
    {
        WeightArray array = Find(name);
        if (!shape.SequenceEqual([.. array.Shape]))
        {
            throw WrongNetwork($"the array '{name}' has the shape [{string.Join(", ", array.Shape)}] instead of [{string.Join(", ", shape.ToArray())}]");
        }

        if (!array.Values.All(float.IsFinite))
        {
            throw new ModelFormatException(
                $"{Path} is damaged (the array '{name}' contains values that are not finite): download the checkpoint again.");
        }

        _unread.Remove(name);
        return array;
    }

    /// <summary>Checks that every array was taken.</summary>
    /// <param name="network">Name of the network that the arrays belong to.</param>
    /// <param name="bookkeeping">Suffixes of the names of arrays that are not weights.</param>
    /// <exception cref="ModelFormatException">There are other arrays.</exception>
    internal void RequireAllTaken(string network, params ReadOnlySpan<string> bookkeeping)
    {
        foreach (string name in _unread.Order(StringComparer.Ordinal))
        {
            bool isWeight = true;
            foreach (string end in bookkeeping)
            {
                isWeight &= !name.EndsWith(end, StringComparison.Ordinal);
            }

            if (isWeight)
            {
                throw WrongNetwork($"the array '{name}' belongs to no layer of {network}");
            }
        }
    }

    /// <summary>Creates the exception for a checkpoint that belongs to another network.</summary>
    internal ModelFormatException WrongNetwork(string problem) =>
        new($"{Path} is the checkpoint of another network ({problem}): run 'genrenet models list' for the supported networks.");

    private WeightArray Find(string name) => _arrays.TryGetValue(name, out WeightArray? array) ? array
        : throw WrongNetwork($"the array '{name}' is missing");
}
