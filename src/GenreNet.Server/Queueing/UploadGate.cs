using System.Globalization;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Problems;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Queueing;

/// <summary>
/// Limits the concurrent uploads, in total and per client, so that slow uploads of one client cannot use up disk and memory. Thread-safe.
/// </summary>
internal sealed class UploadGate(IOptions<ServerOptions> options, ClassificationQueue queue, ServerMetrics metrics, TimeProvider time)
{
    private const int LongestRetrySeconds = 120;

    private readonly Lock _lock = new();
    private readonly int _limit = options.Value.MaxUploads;
    private readonly int _clientLimit = options.Value.MaxUploadsPerClient == 0 ? int.MaxValue : options.Value.MaxUploadsPerClient;
    private readonly double _longestUpload = options.Value.UploadTimeoutSeconds;
    private readonly List<Pass> _passes = [];

    /// <summary>Admits an upload; disposing the returned pass ends it.</summary>
    /// <param name="client">The client's key for limits.</param>
    /// <param name="length">Length of the body in bytes; null if it is not known.</param>
    /// <param name="isBatch">Whether the upload is a batch.</param>
    /// <exception cref="RequestProblemException">There are too many uploads, in total or of this client.</exception>
    public Pass Enter(string client, long? length, bool isBatch)
    {
        lock (_lock)
        {
            if (_passes.Count >= _limit)
            {
                throw Refuse(RefusalReason.TooManyUploads, "Too many uploads to this service are in progress", RetrySeconds(_ => true));
            }

            // At most as many as there are free places: one client leaves half of them to others, and two leave a third.
            int own = _passes.Count(pass => pass.Client == client);
            if (own >= Math.Min(_clientLimit, _limit - _passes.Count))
            {
                throw Refuse(
                    RefusalReason.ClientUploads, "Too many of your uploads are in progress", RetrySeconds(pass => pass.Client == client));
            }

            var pass = new Pass(this, client, length, isBatch, time.GetTimestamp());
            _passes.Add(pass);
            metrics.UploadBegan();
            return pass;
        }
    }

    /// <summary>Returns the number of seconds after which a client that is rejected now can send a batch.</summary>
    public int BatchRetrySeconds(string client)
    {
        lock (_lock)
        {
            return RetrySeconds(pass => pass.Client == client && pass.IsBatch);
        }
    }

    /// <summary>Returns the number of seconds until the first of the matching uploads is expected to end.</summary>
    private int RetrySeconds(Func<Pass, bool> isMeant)
    {
        double seconds = _passes.Where(isMeant).Select(Remaining).DefaultIfEmpty(0).Min();
        return (int)Math.Clamp(Math.Ceiling(seconds), 1, LongestRetrySeconds);
    }

    /// <summary>
    /// Estimates the seconds until an upload ends: at its rate so far, or as long again as it has taken if its length is not known.
    /// </summary>
    private double Remaining(Pass pass)
    {
        double elapsed = time.GetElapsedTime(pass.Start).TotalSeconds;
        long received = pass.ReceivedBytes;
        double remaining = pass.Length is { } length
            ? received > 0 ? elapsed * Math.Max(0, length - received) / received : LongestRetrySeconds
            : elapsed;
        // The time limit of a batch applies to each of its files, and a batch ends when its files have been classified.
        return pass.IsBatch ? remaining + queue.ExpectedSeconds(pass.Client) : Math.Min(remaining, Math.Max(0, _longestUpload - elapsed));
    }

    private RequestProblemException Refuse(RefusalReason reason, string what, int seconds)
    {
        metrics.Refused(reason);
        return new RequestProblemException(StatusCodes.Status429TooManyRequests, string.Create(CultureInfo.InvariantCulture, $"{what}. Try again in {seconds} s."))
        {
            RetryAfterSeconds = seconds,
        };
    }

    private void Leave(Pass pass)
    {
        lock (_lock)
        {
            if (_passes.Remove(pass))
            {
                metrics.UploadEnded();
            }
        }
    }

    /// <summary>Represents an admitted upload and its progress.</summary>
    public sealed class Pass(UploadGate gate, string client, long? length, bool isBatch, long start) : IDisposable
    {
        private long _received;

        public string Client => client;

        /// <summary>Gets the length of the body in bytes; null if it is not known.</summary>
        public long? Length => length;

        public bool IsBatch => isBatch;

        /// <summary>Gets the timestamp of the start.</summary>
        public long Start => start;

        public long ReceivedBytes => Interlocked.Read(ref _received);

        /// <summary>Counts received bytes.</summary>
        public void Add(int bytes) => Interlocked.Add(ref _received, bytes);

        /// <summary>Ends the upload; later calls do nothing.</summary>
        public void Dispose() => gate.Leave(this);
    }
}
