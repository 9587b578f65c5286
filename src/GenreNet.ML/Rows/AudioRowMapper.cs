using GenreNet.Core;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>Maps single rows: the file of a row is read when the first of the new columns is.</summary>
/// <param name="input">The columns before the step.</param>
/// <param name="output">The columns after it: those before it, then the new ones.</param>
/// <param name="path">Index of the column of paths.</param>
/// <param name="task">Reads files.</param>
internal sealed class AudioRowMapper(DataViewSchema input, DataViewSchema output, int path, AudioTask task) : IRowToRowMapper
{
    public DataViewSchema InputSchema => input;

    public DataViewSchema OutputSchema => output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        AudioDataView.InputsOf(input, path, dependingColumns);

    DataViewRow IRowToRowMapper.GetRow(DataViewRow row, IEnumerable<DataViewSchema.Column> activeColumns) => new Row(row, output, path, task, [.. activeColumns.Select(column => column.Index)]);

    private sealed class Row(DataViewRow source, DataViewSchema schema, int path, AudioTask task, HashSet<int> active) : DataViewRow
    {
        private ValueGetter<ReadOnlyMemory<char>>? _path;
        private long _position = -1;
        private object[]? _values;

        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < source.Schema.Count)
            {
                return source.GetGetter<TValue>(source.Schema[column.Index]);
            }

            int output = column.Index - source.Schema.Count;
            _path ??= source.GetGetter<ReadOnlyMemory<char>>(source.Schema[path]);
            return RowGetters.Of<TValue>(task.Outputs[output], () => Values()[output]);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                source.Dispose();
            }

            base.Dispose(disposing);
        }

        private object[] Values()
        {
            if (_values is null || _position != source.Position)
            {
                ReadOnlyMemory<char> file = default;
                _path!(ref file);
                _values = task.Read(file.ToString(), task.Options.CancellationToken) ?? throw new GenreNetException($"The audio file '{file}' cannot be read: use a file that can.");
                _position = source.Position;
            }

            return _values;
        }
    }
}
