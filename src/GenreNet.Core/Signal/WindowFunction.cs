namespace GenreNet.Core.Signal;

/// <summary>Weights that fade a frame in and out before its Fourier transform.</summary>
public static class WindowFunction
{
    /// <summary>
    /// Computes the weights of a window: periodic (the weight after the last would be the first again), or symmetric (the last equals the
    /// first).
    /// </summary>
    /// <param name="kind">Its shape.</param>
    /// <param name="length">Number of weights, one or more.</param>
    /// <param name="isSymmetric">Whether the window is symmetric. Default periodic.</param>
    /// <returns>Weights from 0 to 1.</returns>
    /// <remarks>
    /// The same as scipy.signal.get_window(kind, N, fftbins=True), which librosa uses; symmetric as torch.hann_window(N, periodic=False).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The length is below one, or there is no such kind.</exception>
    public static double[] Create(WindowKind kind, int length, bool isSymmetric = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (double constant, double first, double second) = kind switch
        {
            WindowKind.Hann => (0.5, 0.5, 0.0),
            WindowKind.Hamming => (0.54, 0.46, 0.0),
            WindowKind.Blackman => (0.42, 0.5, 0.08),
            WindowKind.Rectangular => (1.0, 0.0, 0.0),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such window."),
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

    /// <summary>A window in the middle of a longer frame, with zeros on both sides.</summary>
    /// <param name="kind">Its shape.</param>
    /// <param name="length">Number of weights, one or more.</param>
    /// <param name="frameLength">Length of the frame, at least that of the window.</param>
    /// <param name="isSymmetric">Whether the window is symmetric. Default periodic.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is out of its range.</exception>
    public static double[] CreateCentred(WindowKind kind, int length, int frameLength, bool isSymmetric = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameLength, length);
        var weights = new double[frameLength];
        Create(kind, length, isSymmetric).CopyTo(weights, (frameLength - length) / 2);
        return weights;
    }

    /// <summary>The modified Bessel function of the first kind, order zero, which shapes Kaiser's window.</summary>
    /// <param name="x">Any number from -700 to 700.</param>
    /// <remarks>The power series sum of ((x/2)^k / k!)^2 (Abramowitz and Stegun 9.6.12), to the last digit.</remarks>
    public static double BesselI0(double x)
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
