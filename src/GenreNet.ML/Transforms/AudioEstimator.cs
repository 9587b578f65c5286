using Microsoft.ML;

namespace GenreNet.ML;

/// <summary>
/// Represents a step of a pipeline that reads audio files: <c>ExtractAudioFeatures</c> or <c>ClassifyGenre</c> of
/// <see cref="AudioTransformsCatalog"/>.
/// </summary>
/// <remarks>It learns nothing from the data: <see cref="Fit"/> checks the schema and reads no file. Immutable and thread-safe.</remarks>
/// <seealso cref="AudioTransformer"/>
public sealed class AudioEstimator : IEstimator<AudioTransformer>
{
    private readonly string _input;
    private readonly Func<AudioTask> _open;
    private readonly Lazy<IReadOnlyList<OutputColumn>> _outputs;

    internal AudioEstimator(string input, Func<AudioTask> open)
    {
        (_input, _open) = (input, open);
        _outputs = new Lazy<IReadOnlyList<OutputColumn>>(() =>
        {
            using AudioTask task = open();
            return task.Outputs;
        });
    }

    /// <summary>Creates the transformer.</summary>
    /// <param name="input">The data, whose schema is checked.</param>
    /// <returns>The transformer; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The column of paths is missing, or is not text.</exception>
    public AudioTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        OutputColumn.PathOf(input.Schema, _input);
        return new AudioTransformer(_input, _open());
    }

    /// <summary>Returns the columns after this step.</summary>
    /// <param name="inputSchema">The columns before it.</param>
    /// <exception cref="ArgumentException">The column of paths is missing, or is not text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        OutputColumn.RequirePath(inputSchema, _input);
        var columns = inputSchema.ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (OutputColumn output in _outputs.Value)
        {
            columns[output.Name] = output.Shape;
        }

        return new SchemaShape(columns.Values);
    }
}
