using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>Creates the delegates by which ML.NET reads the values of rows.</summary>
internal static class RowGetters
{
    /// <summary>Creates the delegate of a computed column.</summary>
    /// <typeparam name="TValue">The type that ML.NET asks for.</typeparam>
    /// <param name="column">The column.</param>
    /// <param name="current">Returns the value of the current row: <c>float[]</c>, <c>float</c>, <c>uint</c>, <c>bool</c> or <c>string</c>.</param>
    public static ValueGetter<TValue> Of<TValue>(OutputColumn column, Func<object> current)
    {
        ValueGetter<VBuffer<float>> vector = (ref value) => OutputColumn.Copy<float>((float[])current(), ref value);
        ValueGetter<uint> key = (ref value) => value = (uint)current();
        ValueGetter<ReadOnlyMemory<char>> text = (ref value) => value = ((string)current()).AsMemory();
        ValueGetter<bool> truth = (ref value) => value = (bool)current();
        ValueGetter<float> number = (ref value) => value = (float)current();
        Delegate getter = column.Type switch
        {
            VectorDataViewType => vector,
            KeyDataViewType => key,
            TextDataViewType => text,
            BooleanDataViewType => truth,
            _ => number,
        };
        return Cast<TValue>(getter, column.Name, column.Type);
    }

    /// <summary>Casts a delegate to the type that ML.NET asks for.</summary>
    /// <exception cref="InvalidOperationException">The column has values of another type.</exception>
    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, string name, DataViewType type) => getter as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"The column '{name}' has values of the type {type.RawType.Name}, not {typeof(TValue).Name}.");
}
