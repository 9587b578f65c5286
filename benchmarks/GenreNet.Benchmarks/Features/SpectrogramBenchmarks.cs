using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Features;
using GenreNet.Core.Signal;

namespace GenreNet.Benchmarks.Features;

/// <summary>Measures the power spectrogram of a clip of 30 s, relative to transforms of one frame at a time.</summary>
[MemoryDiagnoser]
public class SpectrogramBenchmarks
{
    private const int HopLength = 512;

    private ClipFeature _spectrogram = null!;
    private RealFft _fft = null!;
    private float[] _real = [];
    private float[] _imaginary = [];

    /// <summary>Gets or sets the samples per frame.</summary>
    [Params(512, 1024, 2048, 4096)]
    public int FftLength { get; set; }

    /// <summary>Creates synthetic music and tables.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _spectrogram = new ClipFeature(new SpectrogramOptions { FftLength = FftLength, HopLength = HopLength });
        _fft = new RealFft(FftLength);
        _real = new float[_fft.BinCount];
        _imaginary = new float[_fft.BinCount];
    }

    /// <summary>Computes only the transforms, one at a time: no window, no power.</summary>
    [Benchmark(Baseline = true)]
    public float FrameByFrame()
    {
        ReadOnlySpan<float> samples = Clips.Clip.Samples.Span;
        for (int start = 0; start + FftLength <= samples.Length; start += HopLength)
        {
            _fft.Forward(samples.Slice(start, FftLength), _real, _imaginary);
        }

        return _real[1];
    }

    /// <summary>Computes windows, transforms and power, eight frames at a time.</summary>
    [Benchmark]
    public float Spectrogram() => _spectrogram.Extract();
}
