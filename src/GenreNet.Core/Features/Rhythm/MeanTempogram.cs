using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Computes the mean tempogram of a clip: local autocorrelations of onset strengths, averaged over time.</summary>
/// <remarks>
/// The mean over time of librosa.feature.tempogram (Grosche, Müller and Kurth, "Cyclic tempogram", 2010). An autocorrelation is the inverse
/// transform of a power spectrum. That transform is linear, so the power spectra, each divided by the energy of its window, are averaged
/// and transformed once. Double precision, because without repetition the prior determines the result, down to the seventh digit. Immutable
/// and thread-safe.
/// </remarks>
internal sealed class MeanTempogram
{
    private readonly int _windowLength;
    private readonly double[] _squaredWindow;
    private readonly double[] _cosines;
    private readonly SlidingSpectrum _spectrum;

    /// <summary>Initializes the tempogram and computes its tables.</summary>
    /// <param name="windowLength">Window length in frames, which is also the number of lags, from 2.</param>
    public MeanTempogram(int windowLength)
    {
        _windowLength = windowLength;
        _squaredWindow = [.. Enumerable.Range(0, windowLength).Select(n => Math.Pow(Math.Sin(Math.PI * n / windowLength), 4))];
        _cosines = [.. Enumerable.Range(0, 2 * windowLength).Select(k => Math.Cos(Math.PI * k / windowLength))];
        _spectrum = new SlidingSpectrum(windowLength);
    }

    /// <summary>Computes the tempogram of a clip.</summary>
    /// <param name="strengths">Onset strengths, one or more, finite and up to 1e14.</param>
    /// <param name="lags">
    /// Receives one value per lag, from lag 0: as many as a window has frames. At most 1 each; 0 if there are no onsets.
    /// </param>
    public void Compute(ReadOnlySpan<float> strengths, Span<double> lags)
    {
        int length = strengths.Length + (2 * (_windowLength / 2));
        double[] rented = ArrayPool<double>.Shared.Rent(checked(length + _spectrum.StateLength + _spectrum.PowerLength));
        try
        {
            Span<double> padded = rented.AsSpan(0, length);
            Span<double> state = rented.AsSpan(length, _spectrum.StateLength);
            Span<double> power = rented.AsSpan(length + state.Length, _spectrum.PowerLength);
            Pad(strengths, padded);
            state.Clear();
            power.Clear();
            for (int end = 0; end < strengths.Length - 1 + _windowLength; end++)
            {
                int first = end + 1 - _windowLength;
                _spectrum.Slide(state, padded[end], first > 0 ? padded[first - 1] : 0);
                double energy = first < 0 ? 0 : Energy(padded.Slice(first, _windowLength));
                if (energy > 0)
                {
                    // The energy is the autocorrelation at lag 0, its maximum: librosa divides each column by it.
                    _spectrum.AddPower(state, 1 / (energy * strengths.Length), power);
                }
            }

            Invert(power, lags);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>Pads the strengths on both sides by half a window with a linear fade to zero.</summary>
    private static void Pad(ReadOnlySpan<float> strengths, Span<double> padded)
    {
        int half = (padded.Length - strengths.Length) / 2;
        for (int i = 0; i < strengths.Length; i++)
        {
            padded[half + i] = strengths[i];
        }

        for (int i = 0; i < half; i++)
        {
            double fade = (double)i / half;
            padded[i] = fade * strengths[0];
            padded[^(i + 1)] = fade * strengths[^1];
        }
    }

    /// <summary>Computes the energy of a windowed range of values.</summary>
    [MethodImpl(HotLoop.Options)]
    private double Energy(ReadOnlySpan<double> stretch)
    {
        ReadOnlySpan<Vector<double>> values = MemoryMarshal.Cast<double, Vector<double>>(stretch);
        ReadOnlySpan<Vector<double>> weights = MemoryMarshal.Cast<double, Vector<double>>(_squaredWindow);
        Vector<double> sums = Vector<double>.Zero;
        for (int i = 0; i < values.Length; i++)
        {
            sums += values[i] * values[i] * weights[i];
        }

        double sum = Vector.Sum(sums);
        for (int i = values.Length * Vector<double>.Count; i < stretch.Length; i++)
        {
            sum += stretch[i] * stretch[i] * _squaredWindow[i];
        }

        return sum;
    }

    /// <summary>
    /// Computes the autocorrelation from a power spectrum: the inverse transform of a real, even sequence, two bins at a time.
    /// </summary>
    private void Invert(ReadOnlySpan<double> power, Span<double> lags)
    {
        for (int lag = 0; lag < _windowLength; lag++)
        {
            double sum = 0;
            int angle = 0;
            for (int bin = 1; bin < _windowLength; bin++)
            {
                angle += lag;
                angle -= angle >= _cosines.Length ? _cosines.Length : 0;
                sum += power[bin] * _cosines[angle];
            }

            double ends = power[0] + (lag % 2 == 0 ? power[_windowLength] : -power[_windowLength]);
            lags[lag] = (ends + (2 * sum)) / _cosines.Length;
        }
    }
}
