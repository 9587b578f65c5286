using NWaves.Audio;
using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Signals;
using NWaves.Windows;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Measures the managed library NWaves on the cases of the peers, in this process.</summary>
internal sealed class NWavesPeer : IPeer
{
    private const int SampleRate = 22050;
    private const int FftLength = 2048;
    private const int FileCount = 10;

    // A clip takes about half a second, so one measurement per clip and round is enough, and more would take minutes.
    private const int Repeats = 1;

    // The options that are nearest to librosa's. NWaves has no periodic window, and no limit relative to the loudest band of the clip.
    private const string Options =
        "NWaves: MfccExtractor with MelBankSlaney(128, 2048, 22050, 0, 11025, true), power, decibels above 1e-10, DCT 2N, "
        + "symmetric Hann window, clip padded by 1024 zeros; without top_db. One measurement per clip and round.";

    private readonly MfccExtractor _extractor = new(new MfccOptions
    {
        SamplingRate = SampleRate,
        FeatureCount = 13,
        FrameSize = FftLength,
        HopSize = 512,
        FftSize = FftLength,
        FilterBank = FilterBanks.MelBankSlaney(128, FftLength, SampleRate, 0, SampleRate / 2.0, true),
        Window = WindowType.Hann,
        SpectrumType = SpectrumType.Power,
        NonLinearity = NonLinearityType.ToDecibel,
        LogFloor = 1e-10f,
        DctType = "2N",
    });

    private bool _isWarm;

    /// <inheritdoc/>
    public string Name => "NWaves";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(IReadOnlyList<MeasuredClip> clips, int repeats, ISet<string> notes)
    {
        notes.Add(Options);
        float[][] samples = [.. clips.Select(clip => clip.Samples.ToArray())];
        if (!_isWarm)
        {
            // A clip calls each step of a frame a thousand times, enough for the last tier of the just-in-time compiler.
            for (int i = 0; i < Math.Min(3, samples.Length); i++)
            {
                WholeClip(samples[i]);
                Segments(samples[i]);
                Decode(clips[i]);
            }

            _isWarm = true;
        }

        return new Dictionary<string, double>
        {
            [MeasuredCase.WholeClip] = CaseTimer.MedianWithoutWarmUp(i => WholeClip(samples[i]), Repeats, clips.Count),
            [MeasuredCase.Segments] = CaseTimer.MedianWithoutWarmUp(i => Segments(samples[i]), Repeats, clips.Count),
            [MeasuredCase.Decode] = CaseTimer.MedianWithoutWarmUp(i => Decode(clips[i]), Repeats, clips.Count),
            [MeasuredCase.TenFiles] = CaseTimer.MedianWithoutWarmUp(_ => TenFiles(clips), Repeats, 1),
        };
    }

    private void WholeClip(ReadOnlySpan<float> samples)
    {
        // librosa centres the first frame on the first sample.
        float[] padded = new float[samples.Length + FftLength];
        samples.CopyTo(padded.AsSpan(FftLength / 2));
        List<float[]> rows = _extractor.ComputeFrom(padded);
        if (rows.Count != 1 + (samples.Length / _extractor.HopSize))
        {
            throw new InvalidOperationException(
                $"NWaves returned {rows.Count} frames for {samples.Length} samples: its options no longer agree with ours.");
        }
    }

    private void Segments(float[] samples)
    {
        int segment = MeasuredClip.SegmentLength;
        for (int start = 0; start + segment <= samples.Length; start += segment)
        {
            WholeClip(samples.AsSpan(start, segment));
        }
    }

    private void Decode(MeasuredClip clip)
    {
        using FileStream stream = File.OpenRead(clip.Path);
        DiscreteSignal signal = new WaveFile(stream)[Channels.Left];
        WholeClip(signal.Samples.AsSpan(0, Math.Min(signal.Length, MeasuredClip.MostSamples)));
    }

    private void TenFiles(IReadOnlyList<MeasuredClip> clips)
    {
        for (int i = 0; i < FileCount; i++)
        {
            Decode(clips[i % clips.Count]);
        }
    }
}
