using System.Globalization;
using System.Threading.RateLimiting;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Problems;
using GenreNet.Server.Queueing;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Security;

/// <summary>Limits the request rate of each client with a token bucket per API key, or else per address.</summary>
internal static class ClientLimits
{
    /// <summary>The name of the limit, for endpoints.</summary>
    public const string Policy = "client";

    /// <summary>The name of the limit for batches, which carry many files per request: also limits the number of concurrent ones.</summary>
    public const string BatchPolicy = "batch";

    /// <summary>The name of the limit for pages and their documents: that of a client, but always enough to load a page.</summary>
    public const string PagePolicy = "page";

    // The page consists of about 30 files, and a tenth of this number may come at once.
    private const int FewestPageRequestsPerMinute = 600;
    private const int TokensAtOnceShare = 10;
    private const int MostPeriodsAMinute = 600;
    private const int LongestRetrySeconds = 60;

    public static IServiceCollection AddClientLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter => limiter.OnRejected = (context, _) =>
        {
            IServiceProvider services = context.HttpContext.RequestServices;
            services.GetRequiredService<ServerMetrics>().Refused(RefusalReason.RateLimit);
            // A bucket knows when it will have a token; a batch ends when its files have been received and classified.
            bool isBucket = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait);
            int seconds = isBucket
                ? (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, LongestRetrySeconds)
                : services.GetRequiredService<UploadGate>().BatchRetrySeconds(KeyOf(context.HttpContext));
            string what = isBucket ? "You have sent too many requests" : "Too many of your batches are in progress";
            throw new RequestProblemException(StatusCodes.Status429TooManyRequests, string.Create(CultureInfo.InvariantCulture, $"{what}. Try again in {seconds} s."))
            {
                RetryAfterSeconds = seconds,
            };
        });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ServerOptions>>((limiter, options) =>
        {
            int rate = options.Value.RequestsPerMinute;
            int batches = options.Value.BatchesPerClient;
            limiter.AddPolicy(Policy, context => Partition(context, rate, 0));
            limiter.AddPolicy(BatchPolicy, context => Partition(context, rate, batches));
            int pageRate = rate == 0 ? 0 : Math.Max(rate, FewestPageRequestsPerMinute);
            limiter.AddPolicy(PagePolicy, context => Partition(context, pageRate, 0));
            // Requests that no endpoint handles: the page, and addresses that do not exist.
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                context => Partition(context, context.GetEndpoint() is null ? pageRate : 0, 0));
        });
        return services;
    }

    /// <summary>Returns the client's key for limits.</summary>
    internal static string KeyOf(HttpContext context) =>
        ApiKeyGate.ClientName(context) is { } name ? "key " + name : "address " + ClientAddress.NameOf(context.Connection.RemoteIpAddress);

    private static RateLimitPartition<string> Partition(HttpContext context, int rate, int atOnce) => (rate, atOnce) switch
    {
        (0, 0) => RateLimitPartition.GetNoLimiter(string.Empty),
        (_, 0) => RateLimitPartition.GetTokenBucketLimiter(KeyOf(context), _ => Bucket(rate)),
        (0, _) => RateLimitPartition.GetConcurrencyLimiter(KeyOf(context), _ => Places(atOnce)),
        _ => RateLimitPartition.Get(KeyOf(context), _ => RateLimiter.CreateChained(new ConcurrencyLimiter(Places(atOnce)), new TokenBucketRateLimiter(Bucket(rate)))),
    };

    private static ConcurrencyLimiterOptions Places(int count) => new() { PermitLimit = count, QueueLimit = 0 };

    /// <summary>Returns the bucket for a rate: its refill per minute equals that rate for any number.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        // Uses whole tokens and periods that are not much shorter than the interval at which the limiter refills its buckets.
        int tokens = Math.Max(1, perMinute / MostPeriodsAMinute);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(tokens, perMinute / TokensAtOnceShare),
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) * tokens / perMinute,
            AutoReplenishment = true,
            QueueLimit = 0,
        };
    }
}
