using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Readers;

public class ReadAsyncTests
{
    [Fact]
    public async Task Samples_of_memory_are_returned_at_once()
    {
        using AudioReader reader = new AudioBuffer(new float[] { 1, 2, 3 }, 8000).OpenReader();
        float[] samples = new float[4];
        ValueTask<int> read = reader.ReadAsync(samples, TestContext.Current.CancellationToken);
        Assert.True(read.IsCompletedSuccessfully);
        Assert.Equal(3, await read);
        Assert.Equal([1, 2, 3, 0], samples);
    }

    [Fact]
    public async Task The_caller_is_not_blocked_while_a_pipe_waits_for_data()
    {
        const int HeaderLength = 44, BlockLength = 1 << 15, SampleCount = 66_150;
        byte[] wav = WavBytes.File(WavBytes.Format(1, 1, 22_050, 16), WavBytes.Chunk("data", new byte[2 * SampleCount]));
        var more = new TaskCompletionSource();
        using var stream = new PausingStream(wav, HeaderLength + BlockLength, more.Task);
        using AudioReader reader = AudioFile.Open(stream, "pipe", TestContext.Current.CancellationToken);
        float[] samples = new float[SampleCount];
        int count = await reader.ReadAsync(samples, TestContext.Current.CancellationToken);
        Assert.Equal(BlockLength / 2, count);
        ValueTask<int> waiting = reader.ReadAsync(samples, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        more.SetResult();
        int last = await waiting;
        while (last > 0)
        {
            count += last;
            last = await reader.ReadAsync(samples, TestContext.Current.CancellationToken);
        }

        Assert.Equal(SampleCount, count);
    }

    [Fact]
    public async Task A_cancelled_read_reads_nothing()
    {
        using AudioReader reader = new AudioBuffer(new float[] { 1 }, 8000).OpenReader();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(new float[1], new CancellationToken(canceled: true)));
        Assert.Equal(1, reader.Read(new float[1]));
    }

    /// <summary>A pipe that delivers its first bytes at once and the others when a task has completed.</summary>
    private sealed class PausingStream(byte[] content, int pause, Task more) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int end = _position < pause ? pause : content.Length;
            if (_position >= pause)
            {
                await more.WaitAsync(cancellationToken);
            }

            int count = Math.Min(buffer.Length, end - _position);
            content.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
