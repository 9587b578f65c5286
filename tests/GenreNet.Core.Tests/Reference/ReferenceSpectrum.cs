using System.Numerics;
using GenreNet.Core.Features.Framing;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Reference;

/// <summary>Frames and spectra by their definitions, in double precision.</summary>
internal static class ReferenceSpectrum
{
    /// <summary>All frames of a clip.</summary>
    public static double[][] Frames(float[] samples, FrameOptions options)
    {
        int span = options.FrameSpan;
        int shift = options.Padding == FramePadding.None ? 0 : span / 2;
        int count = options.Padding == FramePadding.None
            ? Math.Max(0, 1 + (int)Math.Floor((samples.Length - span) / (double)options.HopLength))
            : 1 + (samples.Length / options.HopLength);
        return [.. Enumerable.Range(0, count).Select(t => Enumerable.Range(0, span)
            .Select(n => At(samples, (t * options.HopLength) - shift + n, options.Padding)).ToArray())];
    }

    /// <summary>Spectra of all frames.</summary>
    public static Complex[][] Stft(float[] samples, SpectralOptions options)
    {
        double[] window = Window(options);
        return [.. Frames(samples, options).Select(frame =>
            Dft([.. frame.Zip(window, (sample, weight) => new Complex(sample * weight, 0))])[..((options.FftLength / 2) + 1)])];
    }

    public static double[][] Power(float[] samples, SpectralOptions options) =>
        [.. Stft(samples, options).Select(frame => frame.Select(x => (x.Real * x.Real) + (x.Imaginary * x.Imaginary)).ToArray())];

    private static double At(float[] samples, int index, FramePadding padding)
    {
        int last = samples.Length - 1;
        if (samples.Length == 0)
        {
            return 0;
        }

        switch (padding)
        {
            case FramePadding.Edge:
                return samples[Math.Clamp(index, 0, last)];
            case FramePadding.Reflect:
                while (index < 0 || index > last)
                {
                    index = last == 0 ? 0 : index < 0 ? -index : (2 * last) - index;
                }

                return samples[index];
            default:
                return index >= 0 && index <= last ? samples[index] : 0;
        }
    }

    private static double[] Window(SpectralOptions options)
    {
        int length = options.WindowLength ?? options.FftLength;
        int before = (options.FftLength - length) / 2;
        return [.. Enumerable.Range(-before, options.FftLength).Select(n => n < 0 || n >= length ? 0 : Weight(options.Window, 2 * Math.PI * n / length))];
    }

    private static double Weight(WindowKind kind, double angle) => kind switch
    {
        WindowKind.Hann => 0.5 - (0.5 * Math.Cos(angle)),
        WindowKind.Hamming => 0.54 - (0.46 * Math.Cos(angle)),
        WindowKind.Blackman => 0.42 - (0.5 * Math.Cos(angle)) + (0.08 * Math.Cos(2 * angle)),
        _ => 1,
    };

    /// <summary>The discrete Fourier transform of a power of two, by halves.</summary>
    private static Complex[] Dft(Complex[] x)
    {
        if (x.Length == 1)
        {
            return x;
        }

        Complex[] even = Dft([.. x.Where((_, n) => n % 2 == 0)]);
        Complex[] odd = Dft([.. x.Where((_, n) => n % 2 == 1)]);
        int half = x.Length / 2;
        return [.. Enumerable.Range(0, x.Length).Select(k => even[k % half] + (Complex.FromPolarCoordinates(1, -2 * Math.PI * k / x.Length) * odd[k % half]))];
    }
}
