using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Augmentation;

/// <summary>What tests of waveforms measure.</summary>
internal static class Spectra
{
    /// <summary>Power spectrum of the middle of a signal, through a Hann window.</summary>
    /// <returns><c>[length / 2 + 1]</c>.</returns>
    public static double[] PowerOf(float[] samples, int length)
    {
        var fft = new RealFft(length);
        double[] window = WindowFunction.Create(WindowKind.Hann, length);
        int start = (samples.Length - length) / 2;
        float[] frame = [.. window.Select((w, i) => (float)(w * samples[start + i]))];
        float[] real = new float[fft.BinCount];
        float[] imaginary = new float[fft.BinCount];
        fft.Forward(frame, real, imaginary);
        return [.. real.Zip(imaginary, (re, im) => ((double)re * re) + ((double)im * im))];
    }

    /// <summary>The strongest frequency in Hz, between bins by a parabola through the logarithms.</summary>
    public static double PeakHertz(float[] samples, int sampleRate, int length = 16384)
    {
        double[] power = PowerOf(samples, length);
        int peak = Array.IndexOf(power, power.Max());
        (double left, double here, double right) = (Math.Log(power[peak - 1]), Math.Log(power[peak]), Math.Log(power[peak + 1]));
        return (peak + (0.5 * (left - right) / (left - (2 * here) + right))) * sampleRate / length;
    }

    /// <summary>Levels in dB of pieces of a signal, without those that touch its ends.</summary>
    public static double[] Levels(float[] samples, int pieceLength) =>
        [.. samples.Chunk(pieceLength).Where(c => c.Length == pieceLength).Skip(2).SkipLast(2).Select(c => Support.Sound.DecibelsOf(c))];
}
