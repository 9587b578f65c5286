namespace GenreNet.Core.Augmentation;

/// <summary>Converts white noise to pink noise: parallel one-pole low-pass filters whose sum falls by 3 dB per octave.</summary>
/// <remarks>
/// Paul Kellet's refined filter (1999): within 0.05 dB of the slope from 0.0002 of the sample rate upwards. Scaled to a power of about one.
/// </remarks>
internal sealed class PinkFilter
{
    private static readonly double[] Poles = [0.99886, 0.99332, 0.96900, 0.86650, 0.55000, -0.7616];
    private static readonly double[] Gains = [0.0555179, 0.0750759, 0.1538520, 0.3104856, 0.5329522, -0.0168980];

    private const double Direct = 0.5362;
    private const double Delayed = 0.115926;

    // The filter raises the power of white noise by a factor of about nine.
    private const double Scale = 1.0 / 3;

    private readonly double[] _states = new double[Poles.Length];
    private double _last;

    /// <summary>Computes the next sample of pink noise.</summary>
    /// <param name="white">Next sample of white noise.</param>
    public double Next(double white)
    {
        double sum = (Direct * white) + (Delayed * _last);
        for (int i = 0; i < Poles.Length; i++)
        {
            _states[i] = (Poles[i] * _states[i]) + (Gains[i] * white);
            sum += _states[i];
        }

        _last = white;
        return sum * Scale;
    }
}
