using System.Numerics;

namespace GenreNet.Core.Tests.Reference;

/// <summary>
/// The front ends of pretrained networks as their authors' programs compute them, step after step in double precision, with their numbers
/// written out.
/// </summary>
internal static class ReferencePretrainedMel
{
    /// <summary>EfficientAT: pre-emphasis, torch.stft, torchaudio.compliance.kaldi.get_mel_banks, logarithm, scaling.</summary>
    public static double[][] EfficientAt(float[] clip)
    {
        double[] emphasised = [.. clip.Skip(1).Select((sample, t) => sample - (0.97 * clip[t]))];
        double[] window = new double[1024];
        for (int n = 0; n < 800; n++)
        {
            window[112 + n] = 0.5 * (1 - Math.Cos(2 * Math.PI * n / 799));
        }

        double[][] filters = KaldiBanks();
        return [.. Powers(emphasised, window, 320).Select(power =>
            Bands(filters, power).Select(x => (Math.Log(x + 1e-5) + 4.5) / 5).ToArray())];
    }

    /// <summary>musicnn: librosa.feature.melspectrogram, before it is rounded to float16.</summary>
    public static double[][] MusicnnPowers(float[] clip)
    {
        double[] window = [.. Enumerable.Range(0, 512).Select(n => 0.5 * (1 - Math.Cos(2 * Math.PI * n / 512)))];
        double[][] filters = SlaneyBanks();
        return [.. Powers([.. clip.Select(sample => (double)sample)], window, 256).Select(power => Bands(filters, power))];
    }

    /// <summary>musicnn: the value of a power.</summary>
    public static double Musicnn(double power) => Math.Log10((10_000 * (double)(Half)power) + 1);

    private static double[] Bands(double[][] filters, double[] power) =>
        [.. filters.Select(filter => filter.Zip(power, (weight, bin) => weight * bin).Sum())];

    private static IEnumerable<double[]> Powers(double[] signal, double[] window, int hop)
    {
        int half = window.Length / 2;
        for (int centre = 0; centre <= signal.Length; centre += hop)
        {
            Complex[] frame = [.. window.Select((weight, n) => new Complex(weight * Reflected(signal, centre - half + n), 0))];
            yield return [.. ReferenceSpectra.Transform(frame)[..(half + 1)].Select(x => (x.Real * x.Real) + (x.Imaginary * x.Imaginary))];
        }
    }

    private static double Reflected(double[] signal, int index)
    {
        while (signal.Length > 1 && (index < 0 || index >= signal.Length))
        {
            index = index < 0 ? -index : (2 * (signal.Length - 1)) - index;
        }

        return signal.Length == 0 ? 0 : signal[signal.Length == 1 ? 0 : index];
    }

    private static double[][] KaldiBanks()
    {
        double top = 1127 * Math.Log(1 + (15_000 / 700.0));
        double step = top / 129;
        return [.. Enumerable.Range(0, 128).Select(band =>
        {
            (double left, double centre, double right) = (band * step, (band + 1) * step, (band + 2) * step);
            double[] weights = new double[513];

            // Kaldi leaves the Nyquist bin out.
            for (int bin = 0; bin < 512; bin++)
            {
                double mel = 1127 * Math.Log(1 + (bin * 32_000 / 1024.0 / 700));
                weights[bin] = Math.Max(0, Math.Min((mel - left) / (centre - left), (right - mel) / (right - centre)));
            }

            return weights;
        })];
    }

    private static double[][] SlaneyBanks()
    {
        double top = 15 + (27 * Math.Log(8) / Math.Log(6.4));
        double[] edges = [.. Enumerable.Range(0, 98).Select(i => ToHertz(top * i / 97))];
        return [.. Enumerable.Range(0, 96).Select(band =>
        {
            (double left, double centre, double right) = (edges[band], edges[band + 1], edges[band + 2]);
            return Enumerable.Range(0, 257).Select(bin => bin * 16_000 / 512.0)
                .Select(hertz => Math.Max(0, Math.Min((hertz - left) / (centre - left), (right - hertz) / (right - centre))) * 2 / (right - left)).ToArray();
        })];

        static double ToHertz(double mel) => mel < 15 ? 200 * mel / 3 : 1000 * Math.Pow(6.4, (mel - 15) / 27);
    }
}
