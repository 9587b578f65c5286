using System.Diagnostics;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Measures GenreNet on the cases of the peers, in this process, with the same method.</summary>
internal sealed class OwnMeasurement
{
    private const int FileCount = 10;

    // The just-in-time compiler optimises frequently executed code in the background and in several tiers.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private readonly MfccExtractor _extractor = new(MfccOptions.Default);
    private readonly IReadOnlyList<MeasuredClip> _clips;
    private readonly float[] _samples = new float[MeasuredClip.MostSamples];
    private readonly float[] _values;

    public OwnMeasurement(IReadOnlyList<MeasuredClip> clips)
    {
        _clips = clips;
        _values = NewValues();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < WarmUp)
        {
            TenFiles();
            ForEachClip(Segments);
            ForEachClip(DecodeIntoBuffer);
        }
    }

    /// <summary>Measures the milliseconds of every case: the median over clips and repeats.</summary>
    public IReadOnlyDictionary<string, double> Measure(int repeats) => new Dictionary<string, double>
    {
        [MeasuredCase.WholeClip] = CaseTimer.Median(i => WholeClip(_clips[i].Samples, _values), repeats, _clips.Count),
        [MeasuredCase.Segments] = CaseTimer.Median(Segments, repeats, _clips.Count),
        [MeasuredCase.Decode] = CaseTimer.Median(Decode, repeats, _clips.Count),
        [MeasuredCase.TenFiles] = CaseTimer.Median(_ => TenFiles(), repeats, 1),
    };

    /// <summary>Measures the milliseconds of decoding and MFCC with a reused sample buffer, which avoids one allocation per clip.</summary>
    public double MeasureReuse(int repeats) => CaseTimer.Median(DecodeIntoBuffer, repeats, _clips.Count);

    /// <summary>Measures the speed-up of two threads over one with all clips; at most 2.</summary>
    public double SpeedUpOfTwoThreads(int repeats) =>
        ThreadSpeedUp.Measure(() =>
        {
            float[] values = NewValues();
            return i => WholeClip(_clips[i % _clips.Count].Samples, values);
        }, repeats);

    /// <summary>
    /// Measures the bytes allocated per clip after a warm-up: for samples in memory, for a file, and for a file read into a reused buffer.
    /// </summary>
    public (double Memory, double File, double Reuse) Allocated() =>
        (Allocated(i => WholeClip(_clips[i].Samples, _values)), Allocated(Decode), Allocated(DecodeIntoBuffer));

    private void WholeClip(ReadOnlyMemory<float> samples, float[] values) =>
        _extractor.Extract(samples.Span, values.AsSpan(0, Length(samples.Length)));

    private void Segments(int clip)
    {
        ReadOnlySpan<float> samples = _clips[clip].Samples.Span;
        int segment = MeasuredClip.SegmentLength;
        for (int start = 0; start + segment <= samples.Length; start += segment)
        {
            _extractor.Extract(samples.Slice(start, segment), _values.AsSpan(0, Length(segment)));
        }
    }

    private void Decode(int clip) => WholeClip(MeasuredClip.Measured(AudioBuffer.Load(_clips[clip].Path)), _values);

    private void DecodeIntoBuffer(int clip)
    {
        using AudioReader reader = AudioFile.Open(_clips[clip].Path);
        int count = 0;
        int read;
        while ((read = reader.Read(_samples.AsSpan(count))) > 0)
        {
            count += read;
        }

        WholeClip(_samples.AsMemory(0, count), _values);
    }

    private void TenFiles()
    {
        for (int i = 0; i < FileCount; i++)
        {
            Decode(i % _clips.Count);
        }
    }

    private double Allocated(Action<int> work)
    {
        ForEachClip(work);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ForEachClip(work);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / _clips.Count;
    }

    private void ForEachClip(Action<int> work)
    {
        for (int i = 0; i < _clips.Count; i++)
        {
            work(i);
        }
    }

    private float[] NewValues() => new float[Length(MeasuredClip.MostSamples)];

    private int Length(int samples) => _extractor.FrameCount(samples) * _extractor.Options.CoefficientCount;
}
