using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>Represents a column of a <see cref="LabelledView"/>.</summary>
/// <param name="Column">Name and type.</param>
/// <param name="Value">Returns the value of a row: <c>float[]</c>, <c>float</c>, <c>uint</c>, <c>bool</c> or <c>string</c>.</param>
internal sealed record ViewColumn(OutputColumn Column, Func<int, object> Value);

/// <summary>A data view of rows in memory. Thread-safe.</summary>
internal sealed class LabelledView : IDataView
{
    private readonly int _count;
    private readonly IReadOnlyList<ViewColumn> _columns;

    /// <summary>Creates a view.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="columns">The columns.</param>
    public LabelledView(int count, params IReadOnlyList<ViewColumn> columns)
    {
        (_count, _columns) = (count, columns);
        var builder = new DataViewSchema.Builder();
        foreach (ViewColumn column in columns)
        {
            builder.AddColumn(column.Column.Name, column.Column.Type, column.Column.Annotations());
        }

        Schema = builder.ToSchema();
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        int[] order = [.. Enumerable.Range(0, _count)];
        rand?.Shuffle(order);
        return new Cursor(this, [.. columnsNeeded.Select(column => column.Index)], order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(LabelledView view, HashSet<int> active, int[] order) : DataViewRowCursor
    {
        private int _position = -1;

        public override long Position => _position < order.Length ? _position : -1;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        // An id belongs to its row in any order, which samplers rely on.
        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref value) => value = new DataViewRowId((ulong)order[_position], 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
            {
                throw new InvalidOperationException($"The column '{column.Name}' is not read by this cursor.");
            }

            ViewColumn found = view._columns[column.Index];
            return RowGetters.Of<TValue>(found.Column, () => found.Value(order[_position]));
        }

        public override bool MoveNext()
        {
            if (_position < order.Length)
            {
                _position++;
            }

            return _position < order.Length;
        }
    }
}
