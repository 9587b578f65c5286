using System.Buffers;
using System.Runtime.CompilerServices;
using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>
/// Summarizes a clip in 52 numbers: mean and variance over its frames of 26 features, as in the feature tables distributed with GTZAN.
/// </summary>
/// <remarks>
/// Chroma (all twelve classes together, tuning estimated), RMS, spectral centroid, bandwidth, roll-off, zero-crossing rate and 20 MFCCs,
/// each as librosa computes it. The tables' columns for tempo and for the harmonic and percussive parts are omitted. Immutable and
/// thread-safe.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// var extractor = new SummaryExtractor(SummaryOptions.Gtzan);
/// float[] summary = extractor.Extract(() =&gt; AudioFile.Open("song.mp3"));
/// foreach ((string name, float value) in SummaryExtractor.ColumnNames.Zip(summary))
/// {
///     Console.WriteLine($"{name}: {value}");
/// }
/// </code>
/// </example>
/// <seealso cref="SummaryOptions"/>
/// <seealso cref="FeatureExtractor"/>
public sealed class SummaryExtractor
{
    private static readonly string[] FeatureNames =
    [
        "chroma_stft", "rms", "spectral_centroid", "spectral_bandwidth", "rolloff", "zero_crossing_rate",
        .. Enumerable.Range(1, 20).Select(i => $"mfcc{i}"),
    ];

    private readonly FeatureExtractor _extractor;

    // Number of row columns per feature: twelve for chroma, one for all others.
    private readonly int[] _widths;

    /// <summary>Initializes an extractor and computes its tables.</summary>
    /// <param name="options">Summary settings.</param>
    /// <exception cref="ArgumentException">The settings are out of range.</exception>
    public SummaryExtractor(SummaryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        (int rate, FramePadding padding) = (options.SampleRate, options.Padding);
        _extractor = new FeatureExtractor(
            new ChromaOptions { SampleRate = rate, Padding = padding },
            new RmsOptions { SampleRate = rate, Padding = padding },
            new SpectralCentroidOptions { SampleRate = rate, Padding = padding },
            new SpectralBandwidthOptions { SampleRate = rate, Padding = padding },
            new SpectralRolloffOptions { SampleRate = rate, Padding = padding },
            new ZeroCrossingRateOptions { SampleRate = rate, Padding = padding == FramePadding.None ? padding : FramePadding.Edge },
            new MfccOptions { SampleRate = rate, Padding = padding, CoefficientCount = 20 });
        int chroma = _extractor.Features[0].ValueCount;
        _widths = new int[_extractor.ValueCount - chroma + 1];
        Array.Fill(_widths, 1);
        _widths[0] = chroma;
    }

    /// <summary>
    /// Gets the names of the numbers, in order: <c>chroma_stft_mean</c>, <c>chroma_stft_var</c>, <c>rms_mean</c>, ..., <c>mfcc20_var</c>.
    /// </summary>
    public static IReadOnlyList<string> ColumnNames { get; } = [.. FeatureNames.SelectMany(name => (string[])[$"{name}_mean", $"{name}_var"])];

    /// <summary>Gets the summary settings.</summary>
    public SummaryOptions Options { get; }

    /// <summary>Computes the summary of a clip.</summary>
    /// <param name="samples">Mono samples at the sample rate of the options.</param>
    /// <returns>An array with one number per name in <see cref="ColumnNames"/>.</returns>
    /// <exception cref="ArgumentException">A sample is not finite or its magnitude exceeds 1e14.</exception>
    public float[] Extract(ReadOnlySpan<float> samples)
    {
        float[] summary = new float[ColumnNames.Count];
        Extract(samples, summary);
        return summary;
    }

    /// <summary>Computes the summary of a clip into the caller's memory.</summary>
    /// <param name="samples">Mono samples at the sample rate of the options.</param>
    /// <param name="summary">Receives one number per name in <see cref="ColumnNames"/>.</param>
    /// <exception cref="ArgumentException">
    /// A sample is not finite or its magnitude exceeds 1e14, or the destination is too short.
    /// </exception>
    public void Extract(ReadOnlySpan<float> samples, Span<float> summary)
    {
        Moments[] moments = Start();
        // The rows of half a minute are large enough for the large object heap.
        int length = checked(_extractor.FrameCount(samples.Length) * _extractor.ValueCount);
        float[] rows = ArrayPool<float>.Shared.Rent(length);
        try
        {
            Span<float> filled = rows.AsSpan(0, length);
            _extractor.Extract(samples, filled);
            Add(moments, filled);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rows);
        }

        Summarise(moments, summary);
    }

    /// <summary>Computes the summary of audio of any length in the memory of a few seconds.</summary>
    /// <inheritdoc cref="FeatureExtractor.Extract(Func{AudioReader}, Action{ReadOnlySpan{float}}, IProgress{AudioProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="FeatureExtractor.Extract(Func{AudioReader}, Action{ReadOnlySpan{float}}, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    /// <returns>An array with one number per name in <see cref="ColumnNames"/>.</returns>
    public float[] Extract(Func<AudioReader> open, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Moments[] moments = Start();
        _extractor.Extract(open, rows => Add(moments, rows), progress, cancellationToken);
        float[] summary = new float[ColumnNames.Count];
        Summarise(moments, summary);
        return summary;
    }

    private Moments[] Start()
    {
        var moments = new Moments[_widths.Length];
        for (int i = 0; i < moments.Length; i++)
        {
            moments[i] = new Moments();
        }

        return moments;
    }

    [MethodImpl(HotLoop.Options)]
    private void Add(Moments[] moments, ReadOnlySpan<float> rows)
    {
        while (!rows.IsEmpty)
        {
            for (int i = 0; i < moments.Length; i++)
            {
                moments[i].Add(rows[.._widths[i]]);
                rows = rows[_widths[i]..];
            }
        }
    }

    private static void Summarise(Moments[] moments, Span<float> summary)
    {
        for (int i = 0; i < moments.Length; i++)
        {
            summary[2 * i] = (float)moments[i].Mean;
            summary[(2 * i) + 1] = (float)moments[i].Variance;
        }
    }
}
