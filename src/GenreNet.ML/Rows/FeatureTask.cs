using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>Computes one vector of features per file.</summary>
internal sealed class FeatureTask : AudioTask
{
    private readonly FeaturePipeline _pipeline;

    /// <summary>Prepares the extraction.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="options">The features.</param>
    public FeatureTask(string column, AudioFeatureOptions options)
        : base(options)
    {
        _pipeline = new FeaturePipeline(options.Features);
        string[] names = [.. NamesOf(options.Features)];
        Outputs = [new OutputColumn(column, new VectorDataViewType(NumberDataViewType.Single, names.Length), names)];
    }

    public override IReadOnlyList<OutputColumn> Outputs { get; }

    /// <summary>Returns the names of the values of a file.</summary>
    public static IEnumerable<string> NamesOf(FeatureOptions features)
    {
        string[] columns = [.. FeatureNames.Of(features)];
        return features.IsRow ? columns : [.. columns.Select(name => $"{name}_mean"), .. columns.Select(name => $"{name}_std")];
    }

    protected override object[] Compute(string path, CancellationToken cancellationToken)
    {
        AudioReader audio = AudioFile.Open(path, cancellationToken);
        FeatureClip clip = _pipeline.Extract(Options.MaxDuration is { } limit ? audio.LimitedTo(limit) : audio, ShortClip.Pad, cancellationToken);
        return [_pipeline.Options.IsRow ? Mean(clip.Values.Span, _pipeline.Options.ValuesPerSegment) : MeanAndDeviation(clip.Values.Span, _pipeline.Options.CoefficientCount)];
    }

    private static float[] Mean(ReadOnlySpan<float> values, int width)
    {
        double[] sums = new double[width];
        for (int i = 0; i < values.Length; i++)
        {
            sums[i % width] += values[i];
        }

        int rows = values.Length / width;
        return Array.ConvertAll(sums, sum => (float)(sum / rows));
    }

    private static float[] MeanAndDeviation(ReadOnlySpan<float> values, int width)
    {
        float[] means = Mean(values, width);
        double[] squares = new double[width];
        for (int i = 0; i < values.Length; i++)
        {
            double distance = values[i] - means[i % width];
            squares[i % width] += distance * distance;
        }

        int rows = values.Length / width;
        return [.. means, .. squares.Select(sum => (float)Math.Sqrt(sum / rows))];
    }
}
