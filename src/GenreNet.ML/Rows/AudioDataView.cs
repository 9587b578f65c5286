using Microsoft.ML;

namespace GenreNet.ML;

/// <summary>A data view with columns that are computed from audio files while its rows are read.</summary>
/// <param name="input">The rows.</param>
/// <param name="schema">The columns: those of the input, then the new ones.</param>
/// <param name="path">Index of the column of paths.</param>
/// <param name="task">Reads files.</param>
internal sealed class AudioDataView(IDataView input, DataViewSchema schema, int path, AudioTask task) : IDataView
{
    private bool LeavesOut => task.Options.BadAudio == BadAudioPolicy.Skip;

    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => schema;

    // Which files are bad is known only after they are read.
    public long? GetRowCount() => LeavesOut ? null : input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        if (!Reads(needed))
        {
            return new AudioCursor(input.GetRowCursor(InputsOf(input.Schema, path, needed), rand), null, schema, path, task, needed, reads: false);
        }

        // Two cursors over the same rows: one looks ahead for the paths of the next files. Generators with one seed shuffle equally.
        int seed = rand?.Next() ?? 0;
        Random? Shuffling() => rand is null ? null : new Random(seed);
        DataViewRowCursor ahead = input.GetRowCursor([input.Schema[path]], Shuffling());
        return new AudioCursor(input.GetRowCursor(InputsOf(input.Schema, path, needed, always: true), Shuffling()), ahead, schema, path, task, needed, reads: true);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        if (!Reads(needed))
        {
            return [.. input.GetRowCursorSet(InputsOf(input.Schema, path, needed), n, rand)
                .Select(cursor => new AudioCursor(cursor, null, schema, path, task, needed, reads: false))];
        }

        // One cursor that decodes in parallel, for any input: most inputs have only one cursor.
        return [GetRowCursor(needed, rand)];
    }

    /// <summary>Returns the columns of the input that some columns of the output need.</summary>
    /// <param name="input">The columns of the input.</param>
    /// <param name="path">Index of the column of paths.</param>
    /// <param name="needed">The columns of the output.</param>
    /// <param name="always">Whether the paths are needed in any case.</param>
    public static IEnumerable<DataViewSchema.Column> InputsOf(DataViewSchema input, int path, IEnumerable<DataViewSchema.Column> needed, bool always = false)
    {
        var indices = new SortedSet<int>(needed.Select(column => column.Index < input.Count ? column.Index : path));
        if (always)
        {
            indices.Add(path);
        }

        return indices.Select(index => input[index]);
    }

    // A view that leaves out rows has to read the files even if only other columns are needed.
    private bool Reads(DataViewSchema.Column[] needed) => LeavesOut || needed.Any(column => column.Index >= input.Schema.Count);
}
