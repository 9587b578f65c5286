using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using GenreNet.NAudio.Tests.Support;
using NAudio.Wave;

namespace GenreNet.NAudio.Tests;

public class LiveClassificationTests
{
    private const int Rate = 22050;
    private const int BufferLength = Rate / 10 * 2;

    private static readonly WaveFormat Format = new(Rate, 16, 1);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private static readonly byte[] Music = Waves.Pcm16(Fixture.Music(seconds: 10));

    [Theory]
    [InlineData(BufferLength)]
    [InlineData(999)]
    [InlineData(1_000_000)]
    public async Task A_recording_has_the_timeline_of_the_same_samples(int bufferLength)
    {
        using var classifier = Fixture.Load();
        using var device = FakeWaveIn.Of(Format, Music, bufferLength);
        LiveClassification live = device.ClassifyAsync(classifier, capture: new CaptureOptions { BufferCapacity = 1000 }, cancellationToken: Token);
        List<TimelineSegment> segments = await live.ToListAsync(Token);
        Same(Expected(classifier, Format, Music), segments);
        Assert.Equal((0, TimeSpan.Zero), (live.DroppedBufferCount, live.DroppedDuration));
        Assert.Equal((1, 0, false), (device.Starts, device.Stops, device.HasHandlers));
    }

    [Theory]
    [MemberData(nameof(AudioConversionsTests.FormatNames), MemberType = typeof(AudioConversionsTests))]
    public async Task Every_wave_format_is_recorded(string name)
    {
        WaveFormat format = AudioConversionsTests.Format(name);
        byte[] noise = Waves.RandomFrames(format, 4 * format.SampleRate);
        using var classifier = Fixture.Load();
        // An odd length, so that frames are divided between buffers.
        using var device = FakeWaveIn.Of(format, noise, (format.AverageBytesPerSecond / 10) | 1);
        Same(Expected(classifier, format, noise), await device.ClassifyAsync(classifier, cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Window_and_hop_are_those_of_the_options()
    {
        using var classifier = Fixture.Load();
        using var device = FakeWaveIn.Of(Format, Music, BufferLength);
        List<TimelineSegment> segments = await device.ClassifyAsync(classifier, window: null, hop: TimeSpan.FromSeconds(1), Token).ToListAsync(Token);
        Same(Expected(classifier, Format, Music, new ClassificationOptions { SegmentHop = TimeSpan.FromSeconds(1) }), segments);
        Assert.Equal(TimeSpan.FromSeconds(1), segments[1].Start);
    }

    [Fact]
    public async Task Segments_are_returned_while_the_device_records()
    {
        using var classifier = Fixture.Load();
        using var device = FakeWaveIn.Endless(Format, Music, BufferLength);
        int count = 0;
        await foreach (TimelineSegment segment in device.ClassifyAsync(classifier, cancellationToken: Token))
        {
            Assert.Equal(0, device.Stops);
            if (++count == 3)
            {
                break;
            }
        }

        Assert.Equal((1, false), (device.Stops, device.HasHandlers));
    }

    [Fact]
    public async Task The_oldest_buffers_are_dropped_counted_and_reported_and_times_stay_those_of_the_recording()
    {
        using var classifier = Fixture.Load();
        using var device = FakeWaveIn.Of(Format, Music, BufferLength);
        var reports = new Reports();
        LiveClassification live = device.ClassifyAsync(classifier, capture: new CaptureOptions { BufferCapacity = 35, Dropped = reports }, cancellationToken: Token);
        List<TimelineSegment> segments = await live.ToListAsync(Token);

        Assert.Equal((65, TimeSpan.FromSeconds(6.5)), (live.DroppedBufferCount, live.DroppedDuration));
        Assert.Equal([new DroppedAudio(TimeSpan.Zero, TimeSpan.FromSeconds(6.5), 65)], reports);
        IReadOnlyList<TimelineSegment> last = Expected(classifier, Format, Music[(65 * BufferLength)..]);
        Assert.NotEmpty(last);
        Same([.. last.Select(s => s with { Start = s.Start + TimeSpan.FromSeconds(6.5), End = s.End + TimeSpan.FromSeconds(6.5) })], segments);
    }

    [Fact]
    public async Task A_caller_that_is_slower_than_the_audio_gets_the_newest_audio()
    {
        using var classifier = Fixture.Load();
        var resume = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var device = new FakeWaveIn(Format, async d =>
        {
            d.SendAll(Music[..(40 * BufferLength)], BufferLength);
            await resume.Task.WaitAsync(Limit, Token);
            for (int i = 0; i < 10; i++)
            {
                d.SendAll(Music, BufferLength);
            }

            d.Stopped();
        });
        var reports = new Reports();
        var capture = new CaptureOptions { BufferCapacity = 50, Dropped = reports };
        LiveClassification live = device.ClassifyAsync(classifier, new ClassificationOptions { SegmentHop = TimeSpan.FromSeconds(0.5) }, capture, Token);
        var segments = new List<TimelineSegment>();
        await foreach (TimelineSegment segment in live)
        {
            segments.Add(segment);
            if (segments.Count == 1)
            {
                resume.SetResult();
                // The device fills the queue many times while the caller is busy.
                while (live.DroppedBufferCount < 900)
                {
                    await Task.Delay(1, Token);
                }
            }
        }

        Assert.Equal(live.DroppedBufferCount, reports.Sum(report => report.BufferCount));
        Assert.Equal(live.DroppedDuration.TotalSeconds, reports.Sum(report => report.Duration.TotalSeconds), 1e-3);
        // 4 s before the pause and 100 s in one burst: whatever was dropped, the end is that of the recording.
        Assert.Equal(104, segments[^1].End.TotalSeconds, 0.6);
        Assert.Equal(segments.OrderBy(s => s.Start), segments);
    }

    [Fact]
    public async Task Cancellation_stops_the_recording_while_the_caller_waits_for_a_segment()
    {
        using var classifier = Fixture.Load();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var device = new FakeWaveIn(Format, d =>
        {
            // Less than a segment, and then silence of the driver.
            d.SendAll(Music[..(10 * BufferLength)], BufferLength);
            stop.CancelAfter(100);
            return Task.CompletedTask;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await device.ClassifyAsync(classifier, cancellationToken: stop.Token).ToListAsync(Token));
        Assert.Equal((1, 1, false), (device.Starts, device.Stops, device.HasHandlers));
    }

    [Fact]
    public async Task Cancellation_stops_the_recording_while_the_caller_is_busy()
    {
        using var classifier = Fixture.Load();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var device = FakeWaveIn.Endless(Format, Music, BufferLength);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (TimelineSegment segment in device.ClassifyAsync(classifier).WithCancellation(stop.Token))
            {
                await stop.CancelAsync();
                await device.StopRequested.WaitAsync(Limit, Token);
            }
        });
        Assert.Equal((1, false), (device.Stops, device.HasHandlers));
    }

    [Fact]
    public async Task A_cancelled_token_does_not_start_the_device()
    {
        using var classifier = Fixture.Load();
        using var device = FakeWaveIn.Endless(Format, Music, BufferLength);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await device.ClassifyAsync(classifier, cancellationToken: new CancellationToken(canceled: true)).ToListAsync(Token));
        Assert.Equal(0, device.Starts);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(70, 2)]
    public async Task A_device_that_fails_ends_the_enumeration_with_its_exception(int buffers, int expectedSegments)
    {
        using var classifier = Fixture.Load();
        var unplugged = new InvalidOperationException("The device was unplugged.");
        using var device = new FakeWaveIn(Format, d =>
        {
            d.SendAll(Music[..(buffers * BufferLength)], BufferLength);
            d.Stopped(unplugged);
            return Task.CompletedTask;
        });
        var segments = new List<TimelineSegment>();
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (TimelineSegment segment in device.ClassifyAsync(classifier, cancellationToken: Token))
            {
                segments.Add(segment);
            }
        });
        Assert.Same(unplugged, problem);
        Assert.Equal(expectedSegments, segments.Count);
        Assert.Equal((0, false), (device.Stops, device.HasHandlers));
    }

    [Fact]
    public async Task A_device_that_cannot_start_reports_its_exception()
    {
        using var classifier = Fixture.Load();
        using var device = new FakeWaveIn(Format, _ => Task.FromException(new InvalidOperationException("Already recording")));
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(async () => await device.ClassifyAsync(classifier, cancellationToken: Token).ToListAsync(Token));
        Assert.Equal("Already recording", problem.Message);
        Assert.Equal((0, false), (device.Stops, device.HasHandlers));
    }

    [Fact]
    public async Task A_device_that_stops_without_audio_has_no_segments()
    {
        using var classifier = Fixture.Load();
        using var device = FakeWaveIn.Of(Format, [], BufferLength);
        Assert.Empty(await device.ClassifyAsync(classifier, cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_device_that_never_reports_its_stop_does_not_block_the_caller()
    {
        using var classifier = Fixture.Load();
        using var device = new FakeWaveIn(Format, d =>
        {
            d.SendAll(Music, BufferLength);
            return Task.CompletedTask;
        })
        {
            ReportsStop = false,
        };
        Assert.NotNull(await device.ClassifyAsync(classifier, cancellationToken: Token).FirstAsync(Token));
        Assert.Equal((1, false), (device.Stops, device.HasHandlers));
    }

    [Fact]
    public async Task A_recording_can_be_repeated_but_not_shared()
    {
        using var classifier = Fixture.Load();
        using var device = FakeWaveIn.Of(Format, Music, BufferLength);
        LiveClassification live = device.ClassifyAsync(classifier, capture: new CaptureOptions { BufferCapacity = 35 }, cancellationToken: Token);
        List<TimelineSegment> first = await live.ToListAsync(Token);
        await foreach (TimelineSegment segment in live)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await live.ToListAsync(Token));
        }

        Assert.NotEmpty(first);
        Same(first, await live.ToListAsync(Token));
        Assert.Equal((3, 65L), (device.Starts, live.DroppedBufferCount));
    }

    [Fact]
    public void Invalid_settings_and_formats_are_refused_before_the_device_starts()
    {
        using var classifier = Fixture.Load();
        using var device = FakeWaveIn.Endless(Format, Music, BufferLength);
        Assert.Throws<ArgumentException>(() => device.ClassifyAsync(classifier, capture: new CaptureOptions { BufferCapacity = 0 }, cancellationToken: Token));
        Assert.Throws<ArgumentException>(() => device.ClassifyAsync(classifier, window: TimeSpan.Zero, hop: null, Token));
        Assert.Throws<ArgumentException>(() => device.ClassifyAsync(classifier, window: null, hop: TimeSpan.FromHours(1), Token));
        using var gsm = FakeWaveIn.Endless(new Gsm610WaveFormat(), Music, BufferLength);
        var problem = Assert.Throws<AudioFormatException>(() => gsm.ClassifyAsync(classifier, cancellationToken: Token));
        Assert.StartsWith("the recording: the wave format is Gsm610", problem.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (device.Starts, gsm.Starts));
    }

    [Fact]
    public void Times_include_the_gaps_before_and_inside_a_segment()
    {
        var time = new RecordedTime(1000);
        TimelineSegment Segment(double start) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(start + 3), "jazz", 1, default);
        (double Start, double End) Of(double start)
        {
            TimelineSegment moved = time.Of(Segment(start));
            return (moved.Start.TotalSeconds, moved.End.TotalSeconds);
        }

        Assert.Equal((0, 3), Of(0));
        time.Skip(5000, 2000);  // 5 to 7 s of the recording
        time.Skip(8000, 4000);  // 8 to 12 s
        Assert.Equal((1, 4), Of(1));
        Assert.Equal((3, 8), Of(3));
        Assert.Equal((4, 13), Of(4));
        Assert.Equal((7, 14), Of(5));
        Assert.Equal((12, 15), Of(6));
        Assert.Equal((106, 109), Of(100));
    }

    private static IReadOnlyList<TimelineSegment> Expected(GenreClassifier classifier, WaveFormat format, byte[] bytes, ClassificationOptions? options = null)
    {
        using var audio = new ByteProvider(bytes, format).ToAudioReader();
        return classifier.Classify(audio, options).Timeline;
    }

    private static void Same(IReadOnlyList<TimelineSegment> expected, List<TimelineSegment> actual)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(s => (s.Start, s.End, s.Genre, s.Probability)), actual.Select(s => (s.Start, s.End, s.Genre, s.Probability)));
        Assert.Equal(expected.SelectMany(s => s.Probabilities.ToArray()), actual.SelectMany(s => s.Probabilities.ToArray()));
    }

    private sealed class Reports : List<DroppedAudio>, IProgress<DroppedAudio>
    {
        public void Report(DroppedAudio value) => Add(value);
    }
}
