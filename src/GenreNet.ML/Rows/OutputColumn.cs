using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>Represents a column that a transform adds.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Type">Its type: text, number, key, or a vector of numbers.</param>
/// <param name="Names">The names of the slots of a vector or of the values of a key; empty for none.</param>
internal sealed record OutputColumn(string Name, DataViewType Type, IReadOnlyList<string> Names)
{
    private const string SlotNames = "SlotNames";
    private const string KeyValues = "KeyValues";

    private string Kind => Type is VectorDataViewType ? SlotNames : KeyValues;

    /// <summary>Gets the column as estimators describe it to each other before there is data.</summary>
    public SchemaShape.Column Shape
    {
        get
        {
            DataViewType item = Type is VectorDataViewType vector ? vector.ItemType : Type is KeyDataViewType ? NumberDataViewType.UInt32 : Type;
            SchemaShape.Column[] annotations = Names.Count == 0 ? [] : [NewColumn(Kind, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false, null)];
            return NewColumn(
                Name, Type is VectorDataViewType ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.Scalar, item, Type is KeyDataViewType, new SchemaShape(annotations));
        }
    }

    /// <summary>Returns the annotations of the column; null if it has none.</summary>
    public DataViewSchema.Annotations? Annotations()
    {
        if (Names.Count == 0)
        {
            return null;
        }

        var builder = new DataViewSchema.Annotations.Builder();
        ReadOnlyMemory<char>[] names = [.. Names.Select(name => name.AsMemory())];
        builder.Add(Kind, new VectorDataViewType(TextDataViewType.Instance, names.Length), (ref VBuffer<ReadOnlyMemory<char>> value) => Copy(names, ref value));
        return builder.ToAnnotations();
    }

    /// <summary>Copies an array to the buffer that ML.NET passes.</summary>
    public static void Copy<T>(ReadOnlySpan<T> values, ref VBuffer<T> buffer)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref buffer, values.Length);
        values.CopyTo(editor.Values);
        buffer = editor.Commit();
    }

    /// <summary>Returns the column of paths.</summary>
    /// <exception cref="ArgumentException">The column is missing, or is not text.</exception>
    public static DataViewSchema.Column PathOf(DataViewSchema schema, string name) => schema.GetColumnOrNull(name) switch
    {
        null => throw Missing(name, schema.Select(column => column.Name)),
        { Type: TextDataViewType } column => column,
        { } column => throw NotText(name, column.Type),
    };

    /// <summary>Checks the column of paths before there is data.</summary>
    /// <exception cref="ArgumentException">The column is missing, or is not text.</exception>
    public static void RequirePath(SchemaShape schema, string name)
    {
        SchemaShape.Column column = schema.FirstOrDefault(column => column.Name == name);
        if (column.Name is null)
        {
            throw Missing(name, schema.Select(column => column.Name));
        }

        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.ItemType is not TextDataViewType)
        {
            throw NotText(name, column.ItemType);
        }
    }

    private static ArgumentException Missing(string name, IEnumerable<string> columns) =>
        new($"There is no column '{name}' with the paths of the audio files: the columns are {string.Join(", ", columns)}.");

    private static ArgumentException NotText(string name, DataViewType type) =>
        new($"The column '{name}' has the type {type}, but must be text with the path of an audio file per row.");

    // ML.NET has no public constructor, although estimators outside of it need one.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SchemaShape.Column NewColumn(string name, SchemaShape.Column.VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape? annotations);
}
