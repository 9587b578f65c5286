using GenreNet.Core.Signal;

namespace GenreNet.Core.Augmentation;

/// <summary>Plays a signal at another speed and the same pitch, spectrum by spectrum.</summary>
/// <remarks>
/// Each output frame is the input's frame at that place in time, turned so that its peaks go on from the last output frame: by the
/// phase that they gain in the input over one hop, which a second spectrum one hop earlier gives without unwrapping (Puckette,
/// "Phase-locked vocoder", 1995). All bins around a peak turn with it (identity phase locking: Laroche and Dolson, "Improved phase
/// vocoder time-scale modification of audio", 1999), so that each partial keeps its shape. Not thread-safe: it owns its buffers.
/// </remarks>
internal sealed class PhaseVocoder
{
    // Three quarters of two frames overlap, at which the squares of Hann windows add up to the same everywhere.
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

    /// <summary>Prepares the tables.</summary>
    /// <param name="frameLength">Samples of a frame: a power of two from 16.</param>
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

    /// <summary>Stretches a signal.</summary>
    /// <param name="samples">The signal; what lies outside is silent.</param>
    /// <param name="speed">Input samples an output sample, above zero.</param>
    /// <param name="output">Receives as many samples as it has room for, beginning with the beginning.</param>
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

    /// <summary>Turns the spectrum, region by region, so that it goes on from the last one.</summary>
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

    // A peak is above two bins on either side, as wide as a Hann window's main lobe. A plateau counts at its beginning.
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

    // The weakest bin between two peaks is the first of the second one's region.
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
            // It begins here: there is nothing to go on from.
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
