using GenreNet.Core;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>Computes the values of a row from its audio file. Thread-safe.</summary>
/// <param name="options">How files are read.</param>
internal abstract class AudioTask(AudioTransformOptions options) : IDisposable
{
    /// <summary>Gets how files are read.</summary>
    public AudioTransformOptions Options => options;

    /// <summary>Gets the columns.</summary>
    public abstract IReadOnlyList<OutputColumn> Outputs { get; }

    /// <summary>Computes the values of a file, one per output: <c>float[]</c>, <c>float</c>, <c>uint</c> or <c>string</c>.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Cancels between segments.</param>
    /// <returns>The values; null if the file is bad and its row is to be left out.</returns>
    /// <exception cref="GenreNetException">The file is bad, and the policy is to fail.</exception>
    public object[]? Read(string path, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Compute(path, cancellationToken);
        }
        catch (Exception problem) when (problem is AudioFormatException or IOException or UnauthorizedAccessException or ArgumentException { ParamName: "path" })
        {
            string reason = problem is AudioFormatException ? problem.Message : $"The audio file '{path}' cannot be read: {problem.Message}";
            options.BadFiles?.Report(new BadAudioFile(path, reason));
            return options.BadAudio switch
            {
                BadAudioPolicy.Missing => [.. Outputs.Select(Missing)],
                BadAudioPolicy.Skip => null,
                _ => throw new GenreNetException($"{reason} Correct the file, or set {nameof(AudioTransformOptions.BadAudio)} to {nameof(BadAudioPolicy.Missing)} or {nameof(BadAudioPolicy.Skip)}.", problem),
            };
        }
    }

    /// <summary>Releases what the task holds.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>Computes the values of a readable file.</summary>
    protected abstract object[] Compute(string path, CancellationToken cancellationToken);

    private static object Missing(OutputColumn output) => output.Type switch
    {
        VectorDataViewType vector => Filled(vector.Size),
        KeyDataViewType => 0u,
        TextDataViewType => string.Empty,
        _ => float.NaN,
    };

    private static float[] Filled(int size)
    {
        float[] values = new float[size];
        Array.Fill(values, float.NaN);
        return values;
    }
}
