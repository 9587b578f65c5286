using System.Globalization;

namespace GenreNet.Core.Numpy;

/// <summary>An array as NumPy stores it: a shape, an element type and the elements in C order (last axis fastest).</summary>
public sealed class NpyArray
{
    private readonly int[] _shape;
    private readonly Array _elements;

    internal NpyArray(NpyType type, int[] shape, Array elements)
    {
        Type = type;
        _shape = shape;
        _elements = elements;
    }

    /// <summary>What the elements are.</summary>
    public NpyType Type { get; }

    /// <summary>The length of each axis; empty for a single value.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The number of elements: the product of the shape, 1 for a single value.</summary>
    public int Count => _elements.Length;

    /// <summary>Wraps elements without copying them.</summary>
    /// <param name="elements">The elements in C order; the array keeps them, so do not change them afterwards.</param>
    /// <param name="shape">The length of each axis; none for a single value.</param>
    /// <typeparam name="T">bool, a whole number type, <see cref="Half"/>, float or double.</typeparam>
    /// <exception cref="ArgumentException">The shape holds another number of elements.</exception>
    /// <exception cref="NotSupportedException">NumPy has no such type.</exception>
    public static NpyArray Create<T>(T[] elements, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(elements);
        CheckShape(elements.Length, shape);
        return new NpyArray(NpyTypes.Of<T>(), shape.ToArray(), elements);
    }

    /// <summary>Wraps texts without copying them.</summary>
    /// <param name="elements">The texts in C order; NumPy cuts zero characters off the end of each, and stores all as wide as the longest.</param>
    /// <param name="shape">The length of each axis; none for a single text.</param>
    /// <exception cref="ArgumentException">The shape holds another number of elements.</exception>
    public static NpyArray Create(string[] elements, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(elements);
        CheckShape(elements.Length, shape);
        return new NpyArray(NpyType.Text, shape.ToArray(), elements);
    }

    /// <summary>The elements, where they are exactly of this type.</summary>
    /// <exception cref="InvalidOperationException">They are of another type: look at <see cref="Type"/> or convert.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged => Elements<T>();

    /// <summary>The texts of an array of <see cref="NpyType.Text"/> or <see cref="NpyType.Bytes"/>.</summary>
    /// <exception cref="InvalidOperationException">The elements are not text.</exception>
    public ReadOnlySpan<string> AsText() =>
        _elements as string[] ?? throw new InvalidOperationException($"The elements are {Type}, not text.");

    /// <summary>The elements as 64-bit whole numbers.</summary>
    /// <exception cref="InvalidOperationException">They are not whole numbers, or one is too large.</exception>
    public long[] ToInt64() => Type is NpyType.Float16 or NpyType.Float32 or NpyType.Float64 or NpyType.Text or NpyType.Bytes
        ? throw new InvalidOperationException($"The elements are {Type}, not whole numbers.")
        : Convert(value => value.ToInt64(CultureInfo.InvariantCulture));

    /// <summary>The elements as double precision numbers; true is 1.</summary>
    /// <exception cref="InvalidOperationException">They are text.</exception>
    public double[] ToDouble()
    {
        if (_elements is Half[] halves)
        {
            return Array.ConvertAll(halves, value => (double)value);
        }

        return Type is NpyType.Text or NpyType.Bytes
            ? throw new InvalidOperationException($"The elements are {Type}, not numbers.")
            : Convert(value => value.ToDouble(CultureInfo.InvariantCulture));
    }

    /// <summary>The elements themselves, for a reader that takes the array over.</summary>
    /// <exception cref="InvalidOperationException">They are of another type.</exception>
    internal T[] Elements<T>()
        where T : unmanaged =>
        // Asking the array alone is not enough: the runtime lets int[] pass for uint[].
        NpyTypes.Of<T>() == Type ? (T[])_elements : throw new InvalidOperationException($"The elements are {Type}, not {typeof(T).Name}.");

    private static void CheckShape(int count, ReadOnlySpan<int> shape)
    {
        if (NpyHeader.CountOf(shape) != count)
        {
            throw new ArgumentException($"The shape ({string.Join(", ", shape.ToArray())}) does not hold {count} elements.", nameof(shape));
        }
    }

    private T[] Convert<T>(Func<IConvertible, T> convert)
    {
        var result = new T[Count];
        for (int i = 0; i < result.Length; i++)
        {
            try
            {
                result[i] = convert((IConvertible)_elements.GetValue(i)!);
            }
            catch (OverflowException problem)
            {
                throw new InvalidOperationException($"Element {i} does not fit into {typeof(T).Name}.", problem);
            }
        }

        return result;
    }
}
