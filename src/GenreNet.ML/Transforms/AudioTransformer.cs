using GenreNet.Core;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>Adds columns that are computed from the audio file of each row.</summary>
/// <remarks>
/// A file is decoded when its row is read, once per row and read, and only if a column of this transformer is read. The rows ahead are
/// decoded at the same time, up to <see cref="AudioTransformOptions.MaxParallelism"/>. To train for several passes, use
/// <c>mlContext.Data.Cache</c> after this step; most trainers of ML.NET do so themselves. Thread-safe until it is disposed. A row or cursor
/// belongs to one thread.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.ML;
/// using Microsoft.ML;
///
/// var context = new MLContext();
/// context.ComponentCatalog.RegisterAudioTransforms();                     // before a pipeline with audio transforms is loaded
/// ITransformer model = context.Model.Load("genres.zip", out DataViewSchema schema);
/// </code>
/// </example>
/// <seealso cref="AudioEstimator"/>
/// <seealso cref="AudioModelLoading"/>
public sealed class AudioTransformer : ITransformer, IDisposable
{
    private readonly string _input;
    private readonly AudioTask _task;

    internal AudioTransformer(string input, AudioTask task)
    {
        (_input, _task) = (input, task);
    }

    /// <summary>
    /// Gets whether each row has a result: true, except for a transformer that leaves out bad files (<see cref="BadAudioPolicy.Skip"/>).
    /// </summary>
    public bool IsRowToRowMapper => _task.Options.BadAudio != BadAudioPolicy.Skip;

    /// <summary>Returns the columns after this step.</summary>
    /// <param name="inputSchema">The columns before it.</param>
    /// <exception cref="ArgumentException">The column of paths is missing, or is not text.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        OutputColumn.PathOf(inputSchema, _input);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        foreach (OutputColumn output in _task.Outputs)
        {
            builder.AddColumn(output.Name, output.Type, output.Annotations());
        }

        return builder.ToSchema();
    }

    /// <summary>Adds the columns to a data view. No file is read yet.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentException">The column of paths is missing, or is not text.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new AudioDataView(input, GetOutputSchema(input.Schema), OutputColumn.PathOf(input.Schema, _input).Index, _task);
    }

    /// <summary>Returns the mapping of single rows, which a <c>PredictionEngine</c> uses.</summary>
    /// <param name="inputSchema">The columns before this step.</param>
    /// <exception cref="ArgumentException">The column of paths is missing, or is not text.</exception>
    /// <exception cref="InvalidOperationException">The transformer leaves out rows.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return IsRowToRowMapper
            ? new AudioRowMapper(inputSchema, GetOutputSchema(inputSchema), OutputColumn.PathOf(inputSchema, _input).Index, _task)
            : throw new InvalidOperationException($"A transform with {nameof(BadAudioPolicy)}.{nameof(BadAudioPolicy.Skip)} leaves out rows and cannot predict single rows: use {nameof(BadAudioPolicy)}.{nameof(BadAudioPolicy.Missing)}.");
    }

    /// <summary>Releases the model of <c>ClassifyGenre</c>.</summary>
    public void Dispose() => _task.Dispose();

    /// <summary>Saves the transformer; <c>mlContext.Model.Save</c> calls it.</summary>
    /// <param name="ctx">The file.</param>
    /// <exception cref="GenreNetException">This version of ML.NET cannot save it.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx) => AudioModelFile.Write(ctx, TransformState.Of(_input, _task));
}
