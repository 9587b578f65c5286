using GenreNet.Core.Features;
using GenreNet.Core.Signal;

namespace GenreNet.Training.Reports;

/// <summary>Draws audio as waveform, spectrogram, mel spectrogram and MFCCs. Immutable and thread-safe.</summary>
internal sealed class ClipPictures
{
    /// <summary>Sample rate of the audio in Hz.</summary>
    public const int SampleRate = 22050;

    private const int EnvelopeLength = 300;
    private const double RangeDecibels = 80;
    private const int MelCount = 128;
    private const int CoefficientCount = 20;

    private static readonly double[] MelTicks = [0, 500, 1000, 2000, 4000, 8000];

    private readonly SpectrogramOptions _spectrogram = new() { Scale = SpectrumScale.Decibels };
    private readonly FeatureExtractor _extractor;

    /// <summary>Precomputes the tables.</summary>
    public ClipPictures()
    {
        _extractor = new FeatureExtractor(_spectrogram, MelSpectrogramOptions.LogMel, new MfccOptions { CoefficientCount = CoefficientCount });
    }

    /// <summary>Draws a clip.</summary>
    /// <param name="name">Prefix of the file names.</param>
    /// <param name="track">Name of the clip.</param>
    /// <param name="samples">Mono samples at <see cref="SampleRate"/>, at least one.</param>
    /// <param name="width">Width of each picture in points.</param>
    /// <returns>Waveform, spectrogram, mel spectrogram and MFCCs.</returns>
    public IReadOnlyList<Picture> Draw(string name, string track, ReadOnlySpan<float> samples, double width = HeatMap.UsualWidth)
    {
        float[] rows = _extractor.Extract(samples);
        double seconds = (double)samples.Length / SampleRate;
        Axis time = Axis.Of("time (s)", 0, seconds, isTight: true);
        int bins = _spectrogram.ValueCount;
        float[] spectrum = Turned(rows, 0, bins);
        float[] mels = Turned(rows, bins, MelCount);
        float[] coefficients = Turned(rows, bins + MelCount, CoefficientCount);
        int frames = rows.Length / _extractor.ValueCount;
        return
        [
            WaveChart.Draw(($"{name}-waveform", "Waveform", $"Waveform of {track}."), Envelope(samples), seconds, width),
            Map("spectrogram", "Spectrogram (dB)", spectrum, bins, BelowPeak(spectrum), Frequencies()),
            Map("mel", "Mel spectrogram (dB)", mels, MelCount, BelowPeak(mels), Mels()),
            Map("mfcc", "MFCCs", coefficients, CoefficientCount, FeaturePictures.Range(coefficients.AsSpan(frames)), FeaturePictures.Coefficients(CoefficientCount)),
        ];

        Picture Map(string kind, string title, float[] values, int count, (double, double) range, Axis y) => HeatMap.Draw(
            ($"{name}-{kind}", title, $"{title} of {track}."), RasterImage.Of(values, count, frames, range, ColorMap.Viridis), time, y, width);
    }

    /// <summary>Returns the lowest and highest sample of consecutive intervals of equal length.</summary>
    internal static IReadOnlyList<(float Low, float High)> Envelope(ReadOnlySpan<float> samples)
    {
        int count = Math.Min(EnvelopeLength, samples.Length);
        var envelope = new (float Low, float High)[count];
        for (int i = 0; i < count; i++)
        {
            int first = (int)((long)i * samples.Length / count);
            ReadOnlySpan<float> stretch = samples[first..(int)((long)(i + 1) * samples.Length / count)];
            envelope[i] = (System.Numerics.Tensors.TensorPrimitives.Min(stretch), System.Numerics.Tensors.TensorPrimitives.Max(stretch));
        }

        return envelope;
    }

    private float[] Turned(float[] rows, int first, int count) => FeaturePictures.Turned(rows, _extractor.ValueCount, first, count);

    private static (double Low, double High) BelowPeak(float[] decibels)
    {
        double peak = decibels.Max();
        return (peak - RangeDecibels, peak);
    }

    private static Axis Frequencies() => Axis.Of("kHz", 0, SampleRate / 2000.0, isTight: true, count: 4);

    private static Axis Mels()
    {
        double highest = MelScale.FromHertz(SampleRate / 2.0, MelFormula.Slaney);
        return new Axis("kHz", 0, highest, [.. MelTicks.Select(hertz => (MelScale.FromHertz(hertz, MelFormula.Slaney), PictureText.Number(hertz / 1000)))]);
    }
}
