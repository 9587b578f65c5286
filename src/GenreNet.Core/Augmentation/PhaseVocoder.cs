using GenreNet.Core.Signal;

namespace GenreNet.Core.Augmentation;

/// <summary>Changes the speed of a signal without changing its pitch, by means of short-time spectra.</summary>
/// <remarks>
/// Each output frame is the input frame at the corresponding time, with phases rotated so that its peaks continue the previous output
/// frame: by the phase that they advance in the input over one hop, which a second spectrum one hop earlier provides without phase
/// unwrapping (Puckette, "Phase-locked vocoder", 1995). All bins around a peak are rotated with it (identity phase locking: Laroche and
/// Dolson, "Improved phase vocoder time-scale modification of audio", 1999), so that each partial keeps its shape. Not thread-safe: it owns
/// its buffers.
/// </remarks>
internal sealed class PhaseVocoder
{
    // Consecutive frames overlap by three quarters, so the sum of squared Hann windows is constant.
    private const int Overlap = 4;

    private readonly RealFft _fft;
    private readonly float[] _window;
    private readonly float[] _frame;
    private readonly float[] _real;
    private readonly float[] _imaginary;
    private readonly float[] _earlierReal;
    private readonly float[] _earlierImaginary;
    private readonly float[] _lastReal;
    private readonly float[] _lastImaginary;
    private readonly double[] _power;

    /// <summary>Initializes a vocoder and computes its tables.</summary>
    /// <param name="frameLength">Frame length in samples: a power of two, at least 16.</param>
    public PhaseVocoder(int frameLength)
    {
        _fft = new RealFft(frameLength);
        _window = [.. WindowFunction.Create(WindowKind.Hann, frameLength).Select(w => (float)w)];
        _frame = new float[frameLength];
        (_real, _imaginary) = (new float[_fft.BinCount], new float[_fft.BinCount]);
        (_earlierReal, _earlierImaginary) = (new float[_fft.BinCount], new float[_fft.BinCount]);
        (_lastReal, _lastImaginary) = (new float[_fft.BinCount], new float[_fft.BinCount]);
        _power = new double[_fft.BinCount];
    }

    /// <summary>Stretches a signal in time.</summary>
    /// <param name="samples">Signal; silence is assumed outside it.</param>
    /// <param name="speed">Number of input samples per output sample, above zero.</param>
    /// <param name="output">Receives the stretched signal from its start, as many samples as fit.</param>
    public void Stretch(ReadOnlySpan<float> samples, double speed, Span<float> output)
    {
        output.Clear();
        float[] weights = new float[output.Length];
        int half = _frame.Length / 2;
        int hop = _frame.Length / Overlap;
        for (long centre = 0; centre - half < output.Length; centre += hop)
        {
            long from = (long)Math.Round(centre * speed) - half;
            Transform(samples, from, _real, _imaginary);
            if (centre > 0)
            {
                Transform(samples, from - hop, _earlierReal, _earlierImaginary);
                GoOn();
            }

            _real.CopyTo(_lastReal, 0);
            _imaginary.CopyTo(_lastImaginary, 0);
            _fft.Inverse(_real, _imaginary, _frame);
            Add(output, weights, centre - half);
        }

        for (int i = 0; i < output.Length; i++)
        {
            output[i] /= weights[i];
        }
    }

    private void Transform(ReadOnlySpan<float> samples, long from, float[] real, float[] imaginary)
    {
        int skipped = (int)Math.Clamp(-from, 0, _frame.Length);
        int end = (int)Math.Clamp(samples.Length - from, skipped, _frame.Length);
        Array.Clear(_frame);
        for (int i = skipped; i < end; i++)
        {
            _frame[i] = samples[(int)(from + i)] * _window[i];
        }

        _fft.Forward(_frame, real, imaginary);
    }

    private void Add(Span<float> output, float[] weights, long from)
    {
        int end = (int)Math.Min(_frame.Length, output.Length - from);
        for (int i = (int)Math.Max(0, -from); i < end; i++)
        {
            output[(int)(from + i)] += _frame[i] * _window[i];
            weights[(int)(from + i)] += _window[i] * _window[i];
        }
    }

    /// <summary>Rotates the spectrum, region by region, so that it continues the previous output frame.</summary>
    private void GoOn()
    {
        for (int k = 0; k < _power.Length; k++)
        {
            _power[k] = ((double)_real[k] * _real[k]) + ((double)_imaginary[k] * _imaginary[k]);
        }

        int start = 0;
        int peak = NextPeak(-1);
        while (peak >= 0)
        {
            int next = NextPeak(peak);
            int end = next < 0 ? _power.Length : Valley(peak, next);
            Turn(start, end, peak);
            (start, peak) = (end, next);
        }
    }

    // A peak exceeds two bins on either side, the width of a Hann window's main lobe. A plateau counts at its first bin.
    private int NextPeak(int after)
    {
        for (int k = after + 1; k < _power.Length; k++)
        {
            double here = _power[k];
            if (here > 0 && IsAbove(k - 1) && IsAbove(k - 2) && !IsBelow(k + 1) && !IsBelow(k + 2))
            {
                return k;
            }

            bool IsAbove(int other) => other < 0 || here > _power[other];
            bool IsBelow(int other) => other < _power.Length && here < _power[other];
        }

        return -1;
    }

    // The weakest bin between two peaks is the first of the second peak's region.
    private int Valley(int peak, int next)
    {
        int weakest = peak + 1;
        for (int k = peak + 2; k < next; k++)
        {
            weakest = _power[k] < _power[weakest] ? k : weakest;
        }

        return weakest;
    }

    private void Turn(int start, int end, int peak)
    {
        double turnReal = ((double)_lastReal[peak] * _earlierReal[peak]) + ((double)_lastImaginary[peak] * _earlierImaginary[peak]);
        double turnImaginary = ((double)_lastImaginary[peak] * _earlierReal[peak]) - ((double)_lastReal[peak] * _earlierImaginary[peak]);
        double size = Math.Sqrt((turnReal * turnReal) + (turnImaginary * turnImaginary));
        if (size == 0)
        {
            // The sound starts here: there is no phase to continue from.
            return;
        }

        (turnReal, turnImaginary) = (turnReal / size, turnImaginary / size);
        for (int k = start; k < end; k++)
        {
            double real = _real[k];
            _real[k] = (float)((real * turnReal) - (_imaginary[k] * turnImaginary));
            _imaginary[k] = (float)((real * turnImaginary) + (_imaginary[k] * turnReal));
        }
    }
}
