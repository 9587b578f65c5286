using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests;

public class ClassifyStreamTests
{
    private const int Rate = 22050;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public async Task A_stream_has_the_timeline_of_the_complete_clip(double hop)
    {
        using var folder = new TemporaryFolder();
        WavWriter.Write(folder.File("song.wav"), Fixture.Music(seconds: 10), Rate);
        var options = new ClassificationOptions { SegmentHop = TimeSpan.FromSeconds(hop) };
        using var classifier = Fixture.Load();
        await using FileStream stream = File.OpenRead(folder.File("song.wav"));
        List<TimelineSegment> streamed = await classifier.ClassifyStreamAsync(stream, options: options, cancellationToken: Token).ToListAsync(Token);
        Same(classifier.Classify(folder.File("song.wav"), options).Timeline, streamed);
        Assert.True(stream.CanRead);
    }

    [Theory]
    [InlineData(22050, 1000)]
    [InlineData(22050, 500000)]
    [InlineData(44100, 7777)]
    public async Task Samples_in_pieces_have_the_timeline_of_the_complete_clip(int rate, int piece)
    {
        ReadOnlyMemory<float> music = Fixture.Music(seconds: 10);
        using var classifier = Fixture.Load();
        List<TimelineSegment> streamed = await classifier.ClassifyStreamAsync(Pieces(music, piece), rate, cancellationToken: Token).ToListAsync(Token);
        Same(classifier.Classify(music, rate).Timeline, streamed);
    }

    [Fact]
    public async Task Live_audio_is_classified_during_playback()
    {
        ReadOnlyMemory<float> music = Fixture.Music(seconds: 10);
        bool isRightInTime = false;
        async IAsyncEnumerable<ReadOnlyMemory<float>> Live(TaskCompletionSource first)
        {
            yield return music[..(4 * Rate)];
            await first.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
            isRightInTime = true;
            yield return music[(4 * Rate)..];
        }

        var first = new TaskCompletionSource();
        using var classifier = Fixture.Load();
        int count = 0;
        await foreach (TimelineSegment segment in classifier.ClassifyStreamAsync(Live(first), Rate, cancellationToken: Token))
        {
            first.TrySetResult();
            count++;
        }

        Assert.True(isRightInTime);
        Assert.Equal(3, count);
    }

    [Theory]
    [InlineData("song.flac", "flac")]
    [InlineData("song.mp3", "libmp3lame")]
    [InlineData("song.ogg", "libvorbis")]
    [InlineData("song.opus", "libopus")]
    public async Task A_compressed_live_stream_is_classified_during_playback_without_ffmpeg(string name, string encoder)
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "The test needs ffmpeg to encode the stream");
        using var folder = new TemporaryFolder();
        WavWriter.Write(folder.File("song.wav"), Fixture.Music(seconds: 10), Rate);
        using (var encoding = Process.Start(AudioFile.FfmpegPath!, ["-v", "error", "-i", folder.File("song.wav"), "-c:a", encoder, folder.File(name)]))
        {
            await encoding.WaitForExitAsync(Token);
        }

        var options = new ClassificationOptions { FfmpegPath = folder.File("no ffmpeg") };
        byte[] file = await File.ReadAllBytesAsync(folder.File(name), Token);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(file.AsMemory(0, file.Length / 2), Token);
        using var classifier = Fixture.Load();
        List<TimelineSegment> streamed = [];
        await foreach (TimelineSegment segment in classifier.ClassifyStreamAsync(pipe.Reader.AsStream(), name, options, Token).WithCancellation(Token))
        {
            if (streamed.Count == 0)
            {
                // The first segment comes before the second half of the file.
                await pipe.Writer.WriteAsync(file.AsMemory(file.Length / 2), Token);
                await pipe.Writer.CompleteAsync();
            }

            streamed.Add(segment);
        }

        Same(classifier.Classify(folder.File(name), options).Timeline, streamed);
    }

    [Fact]
    public async Task Waiting_for_audio_can_be_cancelled()
    {
        using var classifier = Fixture.Load();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        stop.CancelAfter(200);
        var silent = new Pipe();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await classifier.ClassifyStreamAsync(silent.Reader.AsStream(), cancellationToken: stop.Token).ToListAsync(Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await classifier.ClassifyAsync(silent.Reader.AsStream(), cancellationToken: stop.Token));
    }

    [Fact]
    public async Task Ending_the_enumeration_stops_the_classification()
    {
        bool isDisposed = false;
        async IAsyncEnumerable<ReadOnlyMemory<float>> Endless([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                while (true)
                {
                    yield return Fixture.Music(seconds: 3);
                    await Task.Delay(1, cancellationToken);
                }
            }
            finally
            {
                isDisposed = true;
            }
        }

        using var classifier = Fixture.Load();
        await foreach (TimelineSegment segment in classifier.ClassifyStreamAsync(Endless(), Rate, cancellationToken: Token))
        {
            break;
        }

        Assert.True(isDisposed);
    }

    [Fact]
    public async Task A_stream_that_can_only_be_read_asynchronously_is_classified()
    {
        using var folder = new TemporaryFolder();
        WavWriter.Write(folder.File("song.wav"), Fixture.Music(), Rate);
        using var classifier = Fixture.Load();
        await using var stream = new AsynchronousStream(await File.ReadAllBytesAsync(folder.File("song.wav"), Token));
        GenrePrediction prediction = await classifier.ClassifyAsync(stream, cancellationToken: Token);
        Assert.Equal(classifier.Classify(folder.File("song.wav")).Ranking, prediction.Ranking);
    }

    [Fact]
    public async Task Damaged_streams_are_reported()
    {
        using var classifier = Fixture.Load();
        await Assert.ThrowsAsync<AudioFormatException>(async () => await classifier.ClassifyStreamAsync(Stream.Null, cancellationToken: Token).ToListAsync(Token));
        await Assert.ThrowsAsync<AudioFormatException>(async () => await classifier.ClassifyStreamAsync(Pieces(default, 1), Rate, cancellationToken: Token).ToListAsync(Token));
        await Assert.ThrowsAsync<AudioFormatException>(
            async () => await classifier.ClassifyStreamAsync(Pieces(new float[] { 0, float.NaN }, 1), Rate, cancellationToken: Token).ToListAsync(Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.ClassifyStreamAsync(Pieces(default, 1), 0, cancellationToken: Token));
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Pieces(ReadOnlyMemory<float> samples, int piece)
    {
        for (int start = 0; start < samples.Length; start += piece)
        {
            await Task.Yield();
            yield return samples.Slice(start, Math.Min(piece, samples.Length - start));
        }
    }

    private static void Same(IReadOnlyList<TimelineSegment> expected, List<TimelineSegment> streamed)
    {
        Assert.Equal(expected.Select(s => (s.Start, s.End, s.Genre, s.Probability)), streamed.Select(s => (s.Start, s.End, s.Genre, s.Probability)));
        Assert.Equal(expected.SelectMany(s => s.Probabilities.ToArray()), streamed.SelectMany(s => s.Probabilities.ToArray()));
    }

    /// <summary>Like the body of a request.</summary>
    private sealed class AsynchronousStream(byte[] content) : Stream
    {
        private int _next;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            int count = Math.Min(Math.Min(1000, buffer.Length), content.Length - _next);
            content.AsMemory(_next, count).CopyTo(buffer);
            _next += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
