using System.Buffers;
using GenreNet.Core;
using GenreNet.Inference;
using Microsoft.ML.OnnxRuntime;

namespace GenreNet.Networks;

/// <summary>Runs a network that computes an embedding of a segment. Thread-safe, except for <see cref="Dispose"/>.</summary>
public sealed class EmbeddingNetwork : IDisposable
{
    private static readonly string[] Inputs = [ModelFormat.FeaturesInput];
    private static readonly string[] Outputs = [ModelFormat.EmbeddingOutput];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly long[] _shape;

    /// <summary>Loads a network.</summary>
    /// <param name="file">A file written by <see cref="OnnxExporter.ExportEncoder"/>.</param>
    /// <param name="threads">Number of threads per call.</param>
    /// <exception cref="ModelFormatException">The file is not such a network.</exception>
    public EmbeddingNetwork(byte[] file, int threads = 1)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            _session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelFormatException("The encoder was not written by GenreNet, or it is damaged: convert the checkpoint again.",
                problem);
        }

        if (!_session.InputMetadata.TryGetValue(ModelFormat.FeaturesInput, out NodeMetadata? input) || input.Dimensions is not [_, > 0, > 0]
            || !_session.OutputMetadata.TryGetValue(ModelFormat.EmbeddingOutput, out NodeMetadata? output)
                || output.Dimensions is not [_, > 0])
        {
            _session.Dispose();
            throw new ModelFormatException("The encoder does not map features to an embedding: convert the checkpoint again.");
        }

        _shape = [1, input.Dimensions[1], input.Dimensions[2]];
        EmbeddingSize = output.Dimensions[1];
    }

    /// <summary>Gets the number of values of an embedding.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Computes the embeddings of one or more segments.</summary>
    /// <param name="features">Contiguous <c>[segments, frames, coefficients]</c>.</param>
    /// <param name="embeddings">Receives <c>[segments, <see cref="EmbeddingSize"/>]</c>.</param>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    public void Encode(ReadOnlySpan<float> features, Span<float> embeddings)
    {
        long size = _shape[1] * _shape[2];
        long segments = features.Length / size;
        if (features.Length != segments * size || embeddings.Length != segments * EmbeddingSize || segments == 0)
        {
            throw new ArgumentException(
                $"The encoder maps {size} values per segment to {EmbeddingSize} values; "
                + $"{features.Length} values and a destination of {embeddings.Length} do not match.");
        }

        float[] buffer = ArrayPool<float>.Shared.Rent(features.Length);
        try
        {
            features.CopyTo(buffer);
            using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, features.Length),
                [segments, _shape[1], _shape[2]]);
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_run, Inputs, [input], Outputs);
            outputs[0].GetTensorDataAsSpan<float>().CopyTo(embeddings);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    /// <summary>Frees the network.</summary>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
