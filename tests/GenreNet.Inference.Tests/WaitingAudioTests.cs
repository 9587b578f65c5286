using System.Diagnostics;
using GenreNet.Core.Audio;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests;

/// <summary>Audio that waits for its writer, as a FIFO, standard input or a socket does: the wait ends when it is cancelled.</summary>
public sealed class WaitingAudioTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly GenreClassifier _classifier = Fixture.Load();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

    public void Dispose()
    {
        _stop.Dispose();
        _classifier.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Opening_a_FIFO_without_a_writer_can_be_cancelled()
    {
        string fifo = await CreateFifoAsync();
        await CancelledAsync(() => _classifier.ClassifyAsync(fifo, cancellationToken: _stop.Token));
        Unblock(fifo);
    }

    [Fact]
    public async Task The_synchronous_call_can_be_cancelled_as_well()
    {
        string fifo = await CreateFifoAsync();
        await CancelledAsync(() => Task.Run(() => _classifier.Classify(fifo, cancellationToken: _stop.Token), Token));
        Unblock(fifo);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Reading_a_stalled_FIFO_can_be_cancelled(int written)
    {
        string fifo = await CreateFifoAsync();
        await using FileStream stream = OpenBoth(fifo);
        stream.Write((await WavAsync()).AsSpan(0, written));
        await CancelledAsync(() => _classifier.ClassifyAsync(stream, cancellationToken: _stop.Token));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task The_segments_of_a_FIFO_can_be_cancelled()
    {
        string fifo = await CreateFifoAsync();
        await using FileStream stream = OpenBoth(fifo);
        await CancelledAsync(async () => await _classifier.ClassifyStreamAsync(stream, cancellationToken: _stop.Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_stream_that_blocks_in_its_asynchronous_read_can_be_cancelled()
    {
        using var stream = new BlockingStream();
        await CancelledAsync(() => _classifier.ClassifyAsync(stream, cancellationToken: _stop.Token));
    }

    [Fact]
    public async Task A_FIFO_is_classified_like_the_file_that_is_written_to_it()
    {
        string fifo = await CreateFifoAsync();
        byte[] wav = await WavAsync();
        Task writing = Task.Run(() => File.WriteAllBytes(fifo, wav), Token);
        GenrePrediction prediction = await _classifier.ClassifyAsync(fifo, cancellationToken: _stop.Token).WaitAsync(Patience, Token);
        await writing;
        Assert.Equal(_classifier.Classify(_folder.File("song.wav")).Ranking, prediction.Ranking);
    }

    [Fact]
    public async Task A_source_of_samples_that_fails_is_disposed_and_its_failure_reported()
    {
        bool isDisposed = false;
        async IAsyncEnumerable<ReadOnlyMemory<float>> Failing()
        {
            try
            {
                yield return Fixture.Music(seconds: 4);
                await Task.Yield();
                throw new InvalidOperationException("the microphone is gone");
            }
            finally
            {
                isDisposed = true;
            }
        }

        var source = new ObservedSource(Failing().GetAsyncEnumerator(Token));
        InvalidOperationException problem = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await _classifier.ClassifyStreamAsync(source, 22050, cancellationToken: Token).ToListAsync(Token));
        Assert.Equal("the microphone is gone", problem.Message);
        Assert.True(isDisposed);
        Assert.True(source.Disposed.IsCompleted);
    }

    [Fact]
    public async Task A_source_of_samples_with_a_cancelled_wait_is_disposed_once_it_responds()
    {
        var answer = new TaskCompletionSource();
        async IAsyncEnumerable<ReadOnlyMemory<float>> Slow()
        {
            await answer.Task;
            yield return new float[1];
        }

        var source = new ObservedSource(Slow().GetAsyncEnumerator(Token));
        await CancelledAsync(async () => await _classifier.ClassifyStreamAsync(source, 22050, cancellationToken: _stop.Token).ToListAsync(Token));
        Assert.False(source.Disposed.IsCompleted);
        answer.SetResult();
        await source.Disposed.WaitAsync(Patience, Token);
    }

    // Without a writer both ends are opened by one process, so that opening does not wait.
    private static FileStream OpenBoth(string fifo) => new(fifo, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    private static void Unblock(string fifo) => OpenBoth(fifo).Dispose();

    private async Task CancelledAsync(Func<Task> work)
    {
        Task running = work();
        await Task.Delay(200, Token);
        Assert.False(running.IsCompleted);
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience, Token));
    }

    private async Task<byte[]> WavAsync()
    {
        WavWriter.Write(_folder.File("song.wav"), Fixture.Music(), 22050);
        return await File.ReadAllBytesAsync(_folder.File("song.wav"), Token);
    }

    private async Task<string> CreateFifoAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "FIFOs need Linux or macOS");
        string fifo = _folder.File("fifo.wav");
        using var mkfifo = Process.Start("mkfifo", [fifo]);
        await mkfifo.WaitForExitAsync(Token);
        return fifo;
    }

    private sealed class ObservedSource(IAsyncEnumerator<ReadOnlyMemory<float>> pieces) : IAsyncEnumerable<ReadOnlyMemory<float>>, IAsyncEnumerator<ReadOnlyMemory<float>>
    {
        private readonly TaskCompletionSource _disposed = new();

        public ReadOnlyMemory<float> Current => pieces.Current;

        public Task Disposed => _disposed.Task;

        public IAsyncEnumerator<ReadOnlyMemory<float>> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => pieces.MoveNextAsync();

        public async ValueTask DisposeAsync()
        {
            await pieces.DisposeAsync();
            _disposed.SetResult();
        }
    }

    /// <summary>Blocks the thread of its caller until it is disposed, as the standard input of some platforms does.</summary>
    private sealed class BlockingStream : Stream
    {
        private readonly ManualResetEventSlim _end = new();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            _end.Wait(Patience, Token);
            return 0;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read([], 0, 0));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }
    }
}
