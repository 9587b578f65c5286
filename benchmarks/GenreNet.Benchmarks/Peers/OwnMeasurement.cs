using System.Diagnostics;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Measures GenreNet on the cases of the peers, in this process, the way that they measure themselves.</summary>
internal sealed class OwnMeasurement
{
    private const int FileCount = 10;

    // The compiler replaces code that runs often by better code, in the background and in several steps.
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

    /// <summary>Milliseconds of every case: the median over clips and repeats.</summary>
    public IReadOnlyDictionary<string, double> Measure(int repeats) => new Dictionary<string, double>
    {
        [MeasuredCase.WholeClip] = Time(i => WholeClip(_clips[i].Samples, _values), repeats, _clips.Count),
        [MeasuredCase.Segments] = Time(Segments, repeats, _clips.Count),
        [MeasuredCase.Decode] = Time(Decode, repeats, _clips.Count),
        [MeasuredCase.TenFiles] = Time(_ => TenFiles(), repeats, 1),
    };

    /// <summary>Milliseconds of decoding and MFCC where the caller keeps a buffer for the samples, which saves allocating one for each clip.</summary>
    public double MeasureReuse(int repeats) => Time(DecodeIntoBuffer, repeats, _clips.Count);

    /// <summary>How much faster two threads are than one with all clips: 2 is all that is possible.</summary>
    public double SpeedUpOfTwoThreads(int repeats) =>
        ThreadSpeedUp.Measure(() =>
        {
            float[] values = NewValues();
            return i => WholeClip(_clips[i % _clips.Count].Samples, values);
        }, repeats);

    /// <summary>Bytes that a clip costs the garbage collector once everything is warm: of samples in memory, of a file, and of a file read into a buffer.</summary>
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

    private static double Time(Action<int> work, int repeats, int items)
    {
        double[] milliseconds = new double[repeats * items];
        for (int i = 0; i < items; i++)
        {
            work(i);
        }

        for (int i = 0; i < milliseconds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work(i % items);
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Statistics.Median(milliseconds);
    }

    private float[] NewValues() => new float[Length(MeasuredClip.MostSamples)];

    private int Length(int samples) => _extractor.FrameCount(samples) * _extractor.Options.CoefficientCount;
}
