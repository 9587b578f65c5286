using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Queueing;

/// <summary>Bounds the uploads that are under way, so that slow ones cannot take all of disk and memory. Thread-safe.</summary>
internal sealed class UploadGate(IOptions<ServerOptions> options, ServerMetrics metrics)
{
    private const int RetrySeconds = 5;

    private readonly int _limit = options.Value.MaxUploads;
    private int _count;

    /// <summary>Lets an upload in; disposing what is returned lets it out.</summary>
    /// <exception cref="RequestProblemException">There are too many.</exception>
    public Pass Enter()
    {
        if (Interlocked.Increment(ref _count) > _limit)
        {
            Interlocked.Decrement(ref _count);
            metrics.Refused(RefusalReason.TooManyUploads);
            throw new RequestProblemException(StatusCodes.Status429TooManyRequests, $"More uploads are under way than this service takes: try again in {RetrySeconds} s.")
            {
                RetryAfterSeconds = RetrySeconds,
            };
        }

        metrics.UploadBegan();
        return new Pass(this);
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _count);
        metrics.UploadEnded();
    }

    /// <summary>The right to upload.</summary>
    public sealed class Pass(UploadGate gate) : IDisposable
    {
        private int _used;

        /// <summary>Gives it back, once.</summary>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _used, 1) == 0)
            {
                gate.Leave();
            }
        }
    }
}
