namespace GenreNet.Core.Signal;

/// <summary>Weights that fade a frame in and out before its Fourier transform.</summary>
public static class WindowFunction
{
    /// <summary>The periodic Hann window, 0.5 - 0.5 cos(2 pi n / N).</summary>
    /// <param name="length">Number of weights, one or more.</param>
    /// <returns>Weights from 0 to 1; the first is 0 and the one after the last would be 0 again.</returns>
    /// <remarks>The same as scipy.signal.get_window("hann", N, fftbins=True), which librosa uses.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The length is below one.</exception>
    public static float[] Hann(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var weights = new float[length];
        for (int n = 0; n < length; n++)
        {
            weights[n] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * n / length)));
        }

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
