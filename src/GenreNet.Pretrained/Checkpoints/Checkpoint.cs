using GenreNet.Core;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>The named arrays of a checkpoint.</summary>
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

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>Names of all arrays, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _arrays.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a checkpoint of PyTorch or Keras; the first bytes of the file decide which.</summary>
    /// <param name="path">A <c>.pt</c> file with a state dict, or an <c>.h5</c> file.</param>
    /// <exception cref="GenreNetException">The file cannot be read, is damaged, or holds more than the weights of a network.</exception>
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
                    $"{path} is not a checkpoint: give a .pt file of PyTorch (1.6 or later) or an .h5 file of Keras."),
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{path} cannot be read ({problem.Message.TrimEnd('.')}): check the path and the permissions.",
                problem);
        }
    }

    /// <summary>Whether there is an array of a name.</summary>
    internal bool Has(string name) => _arrays.ContainsKey(name);

    /// <summary>The shape of an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="axes">Axes that it must have.</param>
    /// <exception cref="ModelFormatException">There is no such array.</exception>
    internal int[] Shape(string name, int axes) => Find(name).Shape is { } shape && shape.Count == axes
        ? [.. shape.Select(axis => (int)axis)]
        : throw Other($"the array '{name}' has {Find(name).Shape.Count} axes, not {axes}");

    /// <summary>An array of a known shape, all of whose values are finite.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its axes.</param>
    /// <exception cref="ModelFormatException">There is no such array, or its values are not usable.</exception>
    internal WeightArray Take(string name, params ReadOnlySpan<long> shape)
    {
        WeightArray array = Find(name);
        if (!shape.SequenceEqual([.. array.Shape]))
        {
            throw Other($"the array '{name}' has the shape [{string.Join(", ", array.Shape)}], not [{string.Join(", ", shape.ToArray())}]");
        }

        if (!array.Values.All(float.IsFinite))
        {
            throw new ModelFormatException(
                $"{Path}: the array '{name}' holds values that are not finite numbers: download the checkpoint again.");
        }

        _unread.Remove(name);
        return array;
    }

    /// <summary>Makes sure that every array was taken.</summary>
    /// <param name="network">Name of the network that the arrays belong to.</param>
    /// <param name="bookkeeping">Ends of names that are no weights.</param>
    /// <exception cref="ModelFormatException">There are others.</exception>
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
                throw Other($"the array '{name}' belongs to no layer of {network}");
            }
        }
    }

    /// <summary>The failure of a checkpoint of another network.</summary>
    internal ModelFormatException Other(string problem) =>
        new($"{Path} is the checkpoint of another network ({problem}): 'genrenet models list' names the networks that are known.");

    private WeightArray Find(string name) => _arrays.TryGetValue(name, out WeightArray? array) ? array
        : throw Other($"the array '{name}' is missing");
}
