using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>
/// Reads rows in order and decodes the files of the next rows meanwhile: at most <see cref="AudioTransformOptions.MaxParallelism"/> files
/// at a time, each once.
/// </summary>
internal sealed class AudioCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _input;
    private readonly DataViewRowCursor? _ahead;
    private readonly DataViewSchema _schema;
    private readonly AudioTask _task;
    private readonly HashSet<int> _active;
    private readonly bool _reads;
    private readonly ValueGetter<ReadOnlyMemory<char>>? _path;
    private readonly ValueGetter<ReadOnlyMemory<char>>? _pathAhead;
    private readonly Queue<(string Path, Task<object[]?> Values)> _queue = new();
    private readonly CancellationTokenSource _stop;
    private long _position = -1;
    private object[]? _values;

    /// <summary>Creates a cursor before the first row.</summary>
    /// <param name="input">The rows; disposed with the cursor.</param>
    /// <param name="ahead">The same rows once more, with the paths; null if no file is read.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="path">Index of the column of paths.</param>
    /// <param name="task">Reads files.</param>
    /// <param name="needed">The columns that are read.</param>
    /// <param name="reads">Whether files are read.</param>
    public AudioCursor(DataViewRowCursor input, DataViewRowCursor? ahead, DataViewSchema schema, int path, AudioTask task, IEnumerable<DataViewSchema.Column> needed, bool reads)
    {
        (_input, _ahead, _schema, _task, _reads) = (input, ahead, schema, task, reads);
        _active = [.. needed.Select(column => column.Index)];
        _path = reads ? input.GetGetter<ReadOnlyMemory<char>>(input.Schema[path]) : null;
        _pathAhead = ahead?.GetGetter<ReadOnlyMemory<char>>(ahead.Schema[path]);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(task.Options.CancellationToken);
    }

    public override long Position => _position;

    public override long Batch => _input.Batch;

    public override DataViewSchema Schema => _schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException($"The column '{column.Name}' is not read by this cursor.");
        }

        int output = column.Index - _input.Schema.Count;
        return output < 0
            ? _input.GetGetter<TValue>(_input.Schema[column.Index])
            : RowGetters.Of<TValue>(_task.Outputs[output], () => (_values ?? throw new InvalidOperationException("The cursor is not at a row."))[output]);
    }

    public override bool MoveNext()
    {
        while (_input.MoveNext())
        {
            if (!_reads || (_values = Next(Text(_path!))) is not null)
            {
                _position++;
                return true;
            }
        }

        (_position, _values) = (-1, null);
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();

            // The model of the task may be disposed next, so no file may still be read.
            Task.WhenAll(_queue.Select(entry => entry.Values)).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
            _queue.Clear();
            _ahead?.Dispose();
            _input.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private object[]? Next(string path)
    {
        while (_queue.Count < _task.Options.MaxParallelism && _ahead!.MoveNext())
        {
            string next = Text(_pathAhead!);
            _queue.Enqueue((next, Task.Run(() => _task.Read(next, _stop.Token), CancellationToken.None)));
        }

        // An input whose rows differ between two reads, such as a stream, is still read correctly, but one file at a time.
        return _queue.TryPeek(out (string Path, Task<object[]?> Values) head) && head.Path == path
            ? _queue.Dequeue().Values.GetAwaiter().GetResult()
            : _task.Read(path, _stop.Token);
    }

    private static string Text(ValueGetter<ReadOnlyMemory<char>> getter)
    {
        ReadOnlyMemory<char> text = default;
        getter(ref text);
        return text.ToString();
    }
}
