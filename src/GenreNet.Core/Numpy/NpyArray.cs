using System.Globalization;

namespace GenreNet.Core.Numpy;

/// <summary>Represents a NumPy array: a shape, an element type, and the elements in C order (last axis fastest).</summary>
/// <remarks>Immutable and thread-safe, as long as the array that it wraps is not modified.</remarks>
/// <example>
/// <code>
/// NpyArray matrix = NpyArray.Create(new float[] { 1, 2, 3, 4, 5, 6 }, 2, 3);
/// Console.WriteLine($"{matrix.Type}, {matrix.Shape.Length} axes, {matrix.Count} elements, the last is {matrix.AsSpan&lt;float&gt;()[5]}");
/// </code>
/// </example>
/// <seealso cref="NpyFile"/>
/// <seealso cref="NpzReader"/>
/// <seealso cref="NpzWriter"/>
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

    /// <summary>Gets the element type.</summary>
    public NpyType Type { get; }

    /// <summary>Gets the length of each axis; empty for a scalar.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Gets the number of elements: the product of the shape, 1 for a scalar.</summary>
    public int Count => _elements.Length;

    /// <summary>Creates an array that wraps elements without copying them.</summary>
    /// <param name="elements">Elements in C order. The array keeps a reference, so do not change them afterwards.</param>
    /// <param name="shape">Length of each axis; empty for a scalar.</param>
    /// <typeparam name="T">Element type: bool, an integer type, <see cref="Half"/>, float or double.</typeparam>
    /// <exception cref="ArgumentException">The shape does not match the number of elements.</exception>
    /// <exception cref="NotSupportedException">NumPy does not have such a type.</exception>
    public static NpyArray Create<T>(T[] elements, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(elements);
        CheckShape(elements.Length, shape);
        return new NpyArray(NpyTypes.Of<T>(), shape.ToArray(), elements);
    }

    /// <summary>Creates an array that wraps strings without copying them.</summary>
    /// <param name="elements">
    /// Strings in C order. NumPy removes zero characters from the end of each string, and stores all strings with the length of the
    /// longest.
    /// </param>
    /// <param name="shape">Length of each axis; empty for a scalar.</param>
    /// <exception cref="ArgumentException">The shape does not match the number of elements.</exception>
    public static NpyArray Create(string[] elements, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(elements);
        CheckShape(elements.Length, shape);
        return new NpyArray(NpyType.Text, shape.ToArray(), elements);
    }

    /// <summary>Returns the elements, if the element type is exactly <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidOperationException">The elements have another type: check <see cref="Type"/> or convert them.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged => Elements<T>();

    /// <summary>Returns the strings of an array of type <see cref="NpyType.Text"/> or <see cref="NpyType.Bytes"/>.</summary>
    /// <exception cref="InvalidOperationException">The elements are not text.</exception>
    public ReadOnlySpan<string> AsText() =>
        _elements as string[] ?? throw new InvalidOperationException($"The elements are {Type}, not text.");

    /// <summary>Converts the elements to 64-bit integers.</summary>
    /// <exception cref="InvalidOperationException">The elements are not integers, or a value is too large.</exception>
    public long[] ToInt64() => Type is NpyType.Float16 or NpyType.Float32 or NpyType.Float64 or NpyType.Text or NpyType.Bytes
        ? throw new InvalidOperationException($"The elements are {Type}, not whole numbers.")
        : Convert(value => value.ToInt64(CultureInfo.InvariantCulture));

    /// <summary>Converts the elements to double-precision numbers; true becomes 1.</summary>
    /// <exception cref="InvalidOperationException">The elements are text.</exception>
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

    /// <summary>Returns the underlying elements, for a reader that takes ownership of the array.</summary>
    /// <exception cref="InvalidOperationException">The elements have another type.</exception>
    internal T[] Elements<T>()
        where T : unmanaged =>
        // A type test alone is not enough: the runtime allows a cast from int[] to uint[].
        NpyTypes.Of<T>() == Type ? (T[])_elements : throw new InvalidOperationException($"The elements are {Type}, not {typeof(T).Name}.");

    private static void CheckShape(int count, ReadOnlySpan<int> shape)
    {
        if (NpyHeader.CountOf(shape) != count)
        {
            throw new ArgumentException($"The shape ({string.Join(", ", shape.ToArray())}) does not match {Plural.Of(count, "element")}.", nameof(shape));
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
