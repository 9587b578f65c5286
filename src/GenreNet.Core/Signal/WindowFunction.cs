using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Computes window functions, which weight a frame before its Fourier transform.</summary>
/// <example>
/// <code>
/// double[] periodic = WindowFunction.Create(WindowKind.Hann, length: 2048);       // for spectra, as in librosa
/// double[] symmetric = WindowFunction.Create(WindowKind.Hann, length: 2048, isSymmetric: true);
/// </code>
/// </example>
/// <seealso cref="RealFft"/>
public static class WindowFunction
{
    /// <summary>
    /// Computes the weights of a window: periodic (the weight after the last would equal the first), or symmetric (the last equals the
    /// first).
    /// </summary>
    /// <param name="kind">Shape of the window.</param>
    /// <param name="length">Number of weights, one or more.</param>
    /// <param name="isSymmetric">Whether the window is symmetric. Default: periodic.</param>
    /// <returns>Weights from 0 to 1.</returns>
    /// <remarks>
    /// Equivalent to scipy.signal.get_window(kind, N, fftbins=True), which librosa uses; if symmetric, to
    /// torch.hann_window(N, periodic=False).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The length is below one, or the kind is not defined.</exception>
    [MethodImpl(HotLoop.Options)]
    public static double[] Create(WindowKind kind, int length, bool isSymmetric = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (double constant, double first, double second) = kind switch
        {
            WindowKind.Hann => (0.5, 0.5, 0.0),
            WindowKind.Hamming => (0.54, 0.46, 0.0),
            WindowKind.Blackman => (0.42, 0.5, 0.08),
            WindowKind.Rectangular => (1.0, 0.0, 0.0),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The window is not defined."),
        };
        var weights = new double[length];
        int period = isSymmetric && length > 1 ? length - 1 : length;
        for (int n = 0; n < length; n++)
        {
            double angle = 2 * Math.PI * n / period;
            weights[n] = constant - (first * Math.Cos(angle)) + (second * Math.Cos(2 * angle));
        }

        return weights;
    }

    /// <summary>Computes a window centred in a longer frame, with zeros on both sides.</summary>
    /// <param name="kind">Shape of the window.</param>
    /// <param name="length">Number of weights, one or more.</param>
    /// <param name="frameLength">Frame length, at least that of the window.</param>
    /// <param name="isSymmetric">Whether the window is symmetric. Default: periodic.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is out of range.</exception>
    public static double[] CreateCentred(WindowKind kind, int length, int frameLength, bool isSymmetric = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameLength, length);
        var weights = new double[frameLength];
        Create(kind, length, isSymmetric).CopyTo(weights, (frameLength - length) / 2);
        return weights;
    }

    /// <summary>Computes the modified Bessel function of the first kind, order zero, which defines the Kaiser window.</summary>
    /// <param name="x">Argument, from -700 to 700.</param>
    /// <remarks>Sums the power series of ((x/2)^k / k!)^2 (Abramowitz and Stegun 9.6.12) to full precision.</remarks>
    [MethodImpl(HotLoop.Options)]
    internal static double BesselI0(double x)
    {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}

/// <summary>
/// Specifies the shape of a <see cref="WindowFunction"/>. N is the length of a periodic window, or the length of a symmetric window minus
/// one.
/// </summary>
public enum WindowKind
{
    /// <summary>0.5 - 0.5 cos(2 pi n / N).</summary>
    Hann,

    /// <summary>0.54 - 0.46 cos(2 pi n / N).</summary>
    Hamming,

    /// <summary>0.42 - 0.5 cos(2 pi n / N) + 0.08 cos(4 pi n / N).</summary>
    Blackman,

    /// <summary>1 everywhere.</summary>
    Rectangular,
}
