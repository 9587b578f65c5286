using System.Diagnostics;
using GenreNet.Core.Audio;

namespace GenreNet.Catalogue;

/// <summary>Measures what a run spends its time on, summed over all threads. Thread-safe.</summary>
internal sealed class RunClock
{
    private long _fetching;
    private long _decoding;
    private long _classifying;
    private long _writing;

    public TimeSpan Fetching => Read(ref _fetching);

    public TimeSpan Decoding => Read(ref _decoding);

    /// <summary>Gets the time of classification, which includes decoding.</summary>
    public TimeSpan Classifying => Read(ref _classifying);

    public TimeSpan Writing => Read(ref _writing);

    public void AddFetching(long start) => Add(ref _fetching, start);

    public void AddDecoding(long start) => Add(ref _decoding, start);

    public void AddClassifying(long start) => Add(ref _classifying, start);

    public void AddWriting(long start) => Add(ref _writing, start);

    /// <summary>Wraps a reader, so that the time of decoding is measured.</summary>
    public AudioReader Measure(AudioReader audio) => new MeasuredReader(audio, this);

    private static TimeSpan Read(ref long ticks) => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref ticks));

    private static void Add(ref long ticks, long start) => Interlocked.Add(ref ticks, Stopwatch.GetTimestamp() - start);

    private sealed class MeasuredReader(AudioReader audio, RunClock clock) : WrappedReader(audio)
    {
        public override int Read(Span<float> destination)
        {
            long start = Stopwatch.GetTimestamp();
            int count = Source.Read(destination);
            clock.AddDecoding(start);
            return count;
        }
    }
}

/// <summary>Represents what a run spent its time on, summed over all threads.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Fetching">Time of downloads, which wait for servers most of it.</param>
/// <param name="Decoding">Time of opening and decoding audio.</param>
/// <param name="Features">Time of resampling and features.</param>
/// <param name="Network">Time of the network.</param>
/// <param name="Writing">Time of writing parts.</param>
public sealed record RunTimings(TimeSpan Fetching, TimeSpan Decoding, TimeSpan Features, TimeSpan Network, TimeSpan Writing);
