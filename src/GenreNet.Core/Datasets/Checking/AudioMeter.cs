using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Measures the samples of a reader while passing them on, so that a clip is decoded only once and never held in memory completely.
/// </summary>
internal sealed class AudioMeter : WrappedReader
{
    // The largest 16-bit sample is 32767/32768, and the mean of several channels may be rounded.
    private const float FullScale = 0.9999f;
    private const int ClippedRun = 3;

    private readonly float _silence;
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _count;
    private double _sum;
    private double _squares;
    private float _peak;
    private int _run;
    private long _clipped;
    private long _silentSince;
    private long _longestSilence;
    private long _longestSilenceStart;
    private AudioStatistics? _statistics;

    /// <summary>Wraps a reader.</summary>
    /// <param name="source">The reader; disposed with this one.</param>
    /// <param name="silenceAmplitude">Samples below this amplitude count as silent.</param>
    public AudioMeter(AudioReader source, double silenceAmplitude)
        : base(source)
    {
        _silence = (float)silenceAmplitude;
        _digest.AppendData(BitConverter.GetBytes(source.SampleRate));
    }

    /// <summary>Gets the measurements of all samples; they remain available after the reader is disposed.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Read"/> has not yet returned 0.</exception>
    public AudioStatistics Statistics => _statistics ?? throw new InvalidOperationException("The audio has not been read to its end.");

    /// <inheritdoc/>
    public override int Read(Span<float> destination)
    {
        int read = Source.Read(destination);
        if (read == 0 && !destination.IsEmpty)
        {
            _statistics ??= SumUp();
        }

        Span<float> samples = destination[..read];
        foreach (float sample in samples)
        {
            Measure(sample);
        }

        _digest.AppendData(MemoryMarshal.AsBytes(samples));
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _digest.Dispose();
        }

        base.Dispose(disposing);
    }

    private AudioStatistics SumUp() => new()
    {
        Format = Format,
        SampleRate = SampleRate,
        ChannelCount = ChannelCount,
        SampleCount = _count,
        Peak = _peak,
        Level = _count == 0 ? 0 : Math.Sqrt(_squares / _count),
        DcOffset = _count == 0 ? 0 : _sum / _count,
        ClippedSamples = _clipped,
        LongestSilence = TimeSpan.FromSeconds((double)_longestSilence / SampleRate),
        LongestSilenceStart = TimeSpan.FromSeconds((double)_longestSilenceStart / SampleRate),
        Digest = Convert.ToHexStringLower(_digest.GetHashAndReset()),
    };

    private void Measure(float sample)
    {
        float amplitude = Math.Abs(sample);
        _count++;
        _sum += sample;
        _squares += (double)sample * sample;
        _peak = Math.Max(_peak, amplitude);
        _run = amplitude >= FullScale ? _run + 1 : 0;
        // The third sample of a run also counts the two before it.
        _clipped += _run == ClippedRun ? ClippedRun : _run > ClippedRun ? 1 : 0;
        if (amplitude >= _silence)
        {
            _silentSince = _count;
        }
        else if (_count - _silentSince > _longestSilence)
        {
            _longestSilence = _count - _silentSince;
            _longestSilenceStart = _silentSince;
        }
    }
}
