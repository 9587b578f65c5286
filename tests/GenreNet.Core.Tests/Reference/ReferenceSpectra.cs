using System.Numerics;
using GenreNet.Core.Features;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Reference;

/// <summary>The short-time Fourier transform: windows by their formulas, transforms by halves.</summary>
internal static class ReferenceSpectra
{
    /// <summary>The bins of every frame from 0 to half the sample rate.</summary>
    public static Complex[][] Of(float[] clip, SpectralOptions options)
    {
        double[] window = Centred(options.Window, options.WindowLength ?? options.FftLength, options.FftLength);
        return [.. ReferenceFrames.Cut(clip, options)
            .Select(frame => Transform([.. frame.Zip(window, (sample, weight) => new Complex(sample * weight, 0))])[..((frame.Length / 2) + 1)])];
    }

    public static double[] Power(Complex[] bins) => [.. bins.Select(x => (x.Real * x.Real) + (x.Imaginary * x.Imaginary))];

    public static double[] Magnitude(Complex[] bins) => [.. Power(bins).Select(Math.Sqrt)];

    /// <summary>X[k] = sum over n of x[n] exp(-2 pi i k n / N), as the transforms of the even and of the odd samples.</summary>
    public static Complex[] Transform(Complex[] x)
    {
        int half = x.Length / 2;
        if (half == 0)
        {
            return x;
        }

        Complex[] even = Transform([.. x.Where((_, n) => n % 2 == 0)]);
        Complex[] odd = Transform([.. x.Where((_, n) => n % 2 == 1)]);
        var bins = new Complex[x.Length];
        for (int k = 0; k < half; k++)
        {
            (double sine, double cosine) = Math.SinCos(-2 * Math.PI * k / x.Length);
            Complex turned = new Complex(cosine, sine) * odd[k];
            bins[k] = even[k] + turned;
            bins[k + half] = even[k] - turned;
        }

        return bins;
    }

    private static double[] Centred(WindowKind kind, int length, int frameLength)
    {
        double[] weights = new double[frameLength];
        for (int n = 0; n < length; n++)
        {
            double angle = 2 * Math.PI * n / length;
            weights[n + ((frameLength - length) / 2)] = kind switch
            {
                WindowKind.Hann => 0.5 - (0.5 * Math.Cos(angle)),
                WindowKind.Hamming => 0.54 - (0.46 * Math.Cos(angle)),
                WindowKind.Blackman => 0.42 - (0.5 * Math.Cos(angle)) + (0.08 * Math.Cos(2 * angle)),
                _ => 1,
            };
        }

        return weights;
    }
}
