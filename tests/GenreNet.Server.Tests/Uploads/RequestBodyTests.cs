using System.IO.Pipelines;
using GenreNet.Server.Uploads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GenreNet.Server.Tests.Uploads;

public class RequestBodyTests
{
    private static readonly TimeSpan Ever = TimeSpan.FromHours(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly Pipe _pipe = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    [InlineData(1 << 17)]
    public async Task All_bytes_are_returned_in_order_for_every_read_size(int blockLength)
    {
        byte[] sent = new byte[20_011];
        new Random(blockLength).NextBytes(sent);
        await using RequestBody body = Open(Ever);
        Task writing = WriteAsync(sent);
        var received = new List<byte>();
        byte[] block = new byte[blockLength];
        int count;
        while ((count = await body.ReadAsync(block, Stop)) > 0)
        {
            received.AddRange(block[..count]);
        }

        await writing;
        Assert.Equal(sent, received);
        Assert.Equal(0, await body.ReadAsync(block, Stop));
    }

    [Fact]
    public async Task A_read_that_takes_too_long_ends_and_does_not_affect_other_reads()
    {
        await using RequestBody body = Open(Moment);
        await Assert.ThrowsAsync<OperationCanceledException>(() => body.ReadExactlyAsync(new byte[10], Stop).AsTask());
        Assert.True(body.IsTooLate);
        await _pipe.Writer.WriteAsync(new byte[] { 42 }, Stop);
        Assert.True(_pipe.Reader.TryRead(out ReadResult rest));
        Assert.Equal(42, rest.Buffer.FirstSpan[0]);
    }

    [Fact]
    public async Task A_stopped_clock_ends_no_read()
    {
        await using RequestBody body = Open(Moment);
        body.Pause();
        ValueTask<int> reading = body.ReadAsync(new byte[10], Stop);
        await Task.Delay(3 * Moment, Stop);
        Assert.False(reading.IsCompleted);
        await _pipe.Writer.WriteAsync(new byte[] { 1, 2, 3 }, Stop);
        Assert.Equal(3, await reading);
        Assert.False(body.IsTooLate);
    }

    private RequestBody Open(TimeSpan time)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new Body(_pipe.Reader));
        return new RequestBody(context.Request, time);
    }

    private async Task WriteAsync(byte[] bytes)
    {
        foreach (byte[] part in bytes.Chunk(1999))
        {
            await _pipe.Writer.WriteAsync(part, Stop);
            await Task.Yield();
        }

        await _pipe.Writer.CompleteAsync();
    }

    private sealed record Body(PipeReader Reader) : IRequestBodyPipeFeature;
}
