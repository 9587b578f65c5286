namespace GenreNet.Tests.Support;

/// <summary>Synthetic signals that are not music. Tests and <c>benchmarks/GenreNet.AnswerChecks</c> share them.</summary>
internal static class NonMusic
{
    public const int SampleRate = 22050;

    /// <summary>The signals with which the novelty was designed; each function returns the sample at a time in seconds, -1 to 1.</summary>
    private static readonly Dictionary<string, Func<Random, Func<double, double>>> Signals = new(StringComparer.Ordinal)
    {
        ["sine 100 Hz"] = _ => t => 0.5 * Sine(100, t),
        ["sine 440 Hz"] = _ => t => 0.5 * Sine(440, t),
        ["sine 1 kHz"] = _ => t => 0.5 * Sine(1000, t),
        ["sine 5 kHz"] = _ => t => 0.1 * Sine(5000, t),
        ["square wave 220 Hz"] = _ => t => 0.4 * Math.Sign(Sine(220, t)),
        ["sawtooth 110 Hz"] = _ => t => 0.4 * ((2 * (110 * t % 1)) - 1),
        ["mains hum 50 Hz"] = _ => t => 0.3 * (Sine(50, t) + (0.5 * Sine(100, t)) + (0.3 * Sine(150, t))),
        ["pulse train 100 Hz"] = _ => t => 100 * t % 1 < 0.01 ? 0.8 : 0,
        ["white noise"] = random => _ => 0.3 * Noise(random),
        ["quiet white noise"] = random => _ => 0.01 * Noise(random),
        ["pink noise"] = random => Pink(random),
        ["brown noise"] = random => Brown(random),
        ["noise at 4 Hz, as syllables"] = random => t => 0.3 * Noise(random) * Math.Pow(Math.Max(0, Sine(4, t)), 2),
        ["speech-shaped noise"] = SpeechLike,
        ["clicks, one per second"] = _ => t => t % 1 < 1.0 / SampleRate ? 0.9 : 0,
        ["clicks, ten per second"] = _ => t => t % 0.1 < 1.0 / SampleRate ? 0.9 : 0,
        ["clicks over noise"] = random => t => (0.001 * Noise(random)) + (t % 0.5 < 2.0 / SampleRate ? 0.9 : 0),
        ["DC with noise of -60 dBFS"] = random => _ => 0.5 + (0.001 * Noise(random)),
        ["dial tone 350 + 440 Hz"] = _ => t => 0.25 * (Sine(350, t) + Sine(440, t)),
        ["busy tone"] = _ => t => t % 1 < 0.5 ? 0.25 * (Sine(480, t) + Sine(620, t)) : 0,
        ["DTMF digits"] = _ => t => t % 0.2 < 0.1 ? 0.3 * (Sine(Low((int)(t / 0.2)), t) + Sine(High((int)(t / 0.2)), t)) : 0,
        ["Morse code"] = _ => t => t % 0.24 < 0.08 || t % 1.2 > 0.9 ? 0.4 * Sine(700, t) : 0,
        ["linear sweep"] = _ => t => 0.5 * Math.Sin(2 * Math.PI * ((50 * t) + (400 * t * t))),
        ["logarithmic sweep"] = _ => t => 0.5 * Math.Sin(2 * Math.PI * 50 / 0.5 * (Math.Exp(0.5 * t) - 1)),
        ["siren"] = _ => t => 0.5 * Math.Sin((2 * Math.PI * 800 * t) + (300 * Sine(0.5, t) / 0.5)),
        ["frequency-shift keying"] = random => Keyed(random),
        ["clipped noise"] = random => _ => Math.Sign(Noise(random)) * 0.9,
        ["alternating samples"] = _ => t => (long)Math.Round(t * SampleRate) % 2 == 0 ? 0.5 : -0.5,
    };

    /// <summary>Signals that were written after the limit of the novelty was chosen.</summary>
    private static readonly Dictionary<string, Func<Random, Func<double, double>>> LaterSignals = new(StringComparer.Ordinal)
    {
        ["triangle wave 300 Hz"] = _ => t => 0.5 * Math.Asin(Sine(300, t)) * 2 / Math.PI,
        ["two-tone siren"] = _ => t => 0.4 * Sine(t % 1 < 0.5 ? 440 : 585, t),
        ["alarm clock"] = _ => t => t % 1 < 0.4 && t % 0.1 < 0.05 ? 0.4 * Math.Sign(Sine(2048, t)) : 0,
        ["telephone ring"] = _ => t => t % 6 < 2 ? 0.3 * (Sine(440, t) + Sine(480, t)) * (0.5 + (0.5 * Sine(20, t))) : 0,
        ["Geiger counter"] = random => _ => random.NextDouble() < 30.0 / SampleRate ? 0.9 : 0.0005 * Noise(random),
        ["rain"] = random => _ => (0.02 * Noise(random)) + (random.NextDouble() < 0.01 ? 0.4 * Noise(random) : 0),
        ["wind"] = random => Modulated(Brown(random), 0.3),
        ["surf"] = random => Modulated(Pink(random), 0.12),
        ["applause"] = random => _ => 0.2 * Noise(random) * (random.NextDouble() < 0.3 ? 2 : 0.5),
        ["helicopter"] = random => t => 0.5 * Noise(random) * Math.Exp(-12 * (11 * t % 1)),
        ["idling engine"] = random => t => 0.4 * ((2 * (30 * t % 1)) - 1) * (1 + (0.3 * Noise(random))),
        ["bird chirps"] = _ => t => t % 0.8 < 0.15 ? 0.4 * Math.Sin(2 * Math.PI * ((3000 * (t % 0.8)) + (8000 * (t % 0.8) * (t % 0.8)))) : 0,
        ["heartbeat"] = _ => t => 0.8 * Sine(50, t) * (Math.Exp(-40 * (t % 0.9)) + Math.Exp(-40 * Math.Abs((t % 0.9) - 0.3))),
        ["radio between stations"] = random => t => (0.1 * Noise(random)) + (0.1 * Sine(1000 + (300 * Sine(0.3, t)), t)),
        ["constant chord of sines"] = _ => t => 0.15 * (Sine(261.6, t) + Sine(329.6, t) + Sine(392, t)),
        ["amplitude-modulated tone"] = _ => t => 0.5 * Sine(600, t) * (0.5 + (0.5 * Sine(5, t))),
    };

    public static IEnumerable<string> Names => Signals.Keys;

    public static IEnumerable<string> LaterNames => LaterSignals.Keys;

    /// <summary>Renders a signal; equal arguments give equal samples.</summary>
    public static float[] Render(string name, double seconds = 10)
    {
        Func<double, double> at = (Signals.GetValueOrDefault(name) ?? LaterSignals[name])(new Random(1));
        float[] samples = new float[(int)(seconds * SampleRate)];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)at((double)i / SampleRate);
        }

        return samples;
    }

    private static double Sine(double hertz, double seconds) => Math.Sin(2 * Math.PI * hertz * seconds);

    private static double Noise(Random random) => (2 * random.NextDouble()) - 1;

    private static double Low(int digit) => new[] { 697.0, 770, 852, 941 }[digit * 7 % 4];

    private static double High(int digit) => new[] { 1209.0, 1336, 1477 }[digit * 5 % 3];

    // Voss: octaves of noise that are renewed half as often each.
    private static Func<double, double> Pink(Random random)
    {
        double[] octaves = new double[12];
        long index = 0;
        return _ =>
        {
            index++;
            for (int octave = 0; octave < octaves.Length; octave++)
            {
                octaves[octave] = index % (1 << octave) == 0 ? Noise(random) : octaves[octave];
            }

            return 0.1 * octaves.Sum();
        };
    }

    private static Func<double, double> Brown(Random random)
    {
        double level = 0;
        return _ => 3 * (level = (0.998 * level) + (0.02 * Noise(random)));
    }

    private static Func<double, double> Modulated(Func<double, double> source, double hertz) => t => source(t) * (0.55 + (0.45 * Sine(hertz, t)));

    // Noise through two resonances (500 and 1500 Hz), with the syllable rate of speech.
    private static Func<double, double> SpeechLike(Random random)
    {
        double[] state = new double[4];
        return t =>
        {
            double source = Noise(random) * Math.Max(0, Sine(2, t));
            return 0.02 * (Resonance(source, 500, state.AsSpan(0, 2)) + Resonance(source, 1500, state.AsSpan(2, 2)));
        };
    }

    private static double Resonance(double input, double hertz, Span<double> state)
    {
        const double Radius = 0.98;
        double output = input + (2 * Radius * Math.Cos(2 * Math.PI * hertz / SampleRate) * state[0]) - (Radius * Radius * state[1]);
        (state[1], state[0]) = (state[0], output);
        return output;
    }

    private static Func<double, double> Keyed(Random random)
    {
        double phase = 0;
        long index = 0;
        double hertz = 1200;
        return _ =>
        {
            hertz = index++ % (SampleRate / 300) == 0 ? (random.Next(2) == 0 ? 1200 : 2200) : hertz;
            phase += 2 * Math.PI * hertz / SampleRate;
            return 0.4 * Math.Sin(phase);
        };
    }
}
