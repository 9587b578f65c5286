using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace GenreNet.Catalogue;

/// <summary>Specifies how an object store is reached. Credentials come from the usual places of the AWS SDK.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ObjectStoreOptions
{
    /// <summary>
    /// Gets the address of a server that is compatible with S3; null, the default, for the environment variables AWS_ENDPOINT_URL_S3 and
    /// AWS_ENDPOINT_URL, and for Amazon without them.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Gets the region; null, the default, for the environment variable AWS_REGION or the profile.</summary>
    public string? Region { get; init; }
}

/// <summary>Lists and addresses the objects of S3 and of compatible servers. Thread-safe.</summary>
internal sealed class ObjectStore : IDisposable
{
    /// <summary>The beginning of the address of an object.</summary>
    public const string Scheme = "s3://";

    private const string DefaultRegion = "us-east-1";

    // Longer than the retries of a download.
    private static readonly TimeSpan Validity = TimeSpan.FromHours(6);

    private readonly AmazonS3Client _client;
    private readonly Protocol _protocol;

    /// <summary>Creates the client. Nothing is sent yet.</summary>
    /// <exception cref="CatalogueException">The endpoint is not an address.</exception>
    public ObjectStore(ObjectStoreOptions options)
    {
        string? endpoint = options.Endpoint?.AbsoluteUri ?? Setting("AWS_ENDPOINT_URL_S3") ?? Setting("AWS_ENDPOINT_URL");
        string? region = options.Region ?? Setting("AWS_REGION") ?? Setting("AWS_DEFAULT_REGION");
        var config = new AmazonS3Config { RetryMode = RequestRetryMode.Standard, MaxErrorRetry = 5 };
        if (endpoint is not null)
        {
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            {
                throw new CatalogueException($"The endpoint of the object store, '{endpoint}', is not an http or https address: correct --endpoint or AWS_ENDPOINT_URL.");
            }

            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region ?? DefaultRegion;
            // Servers on one host have no subdomain per bucket.
            config.ForcePathStyle = true;
            _protocol = address.Scheme == Uri.UriSchemeHttp ? Protocol.HTTP : Protocol.HTTPS;
        }
        else if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        _client = Guarded("the object store", () => new AmazonS3Client(config));
    }

    /// <summary>Returns whether an address names a bucket.</summary>
    /// <param name="address">An address that begins with <see cref="Scheme"/>.</param>
    public static bool HasBucket(string address) => address.Length > Scheme.Length && address[Scheme.Length] != '/';

    /// <summary>Lists the objects below a prefix.</summary>
    /// <param name="address"><c>s3://BUCKET/PREFIX</c>.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    /// <returns>Their addresses, in the order of the server; one page is in memory at a time.</returns>
    /// <exception cref="CatalogueException">The server refuses the request or does not respond.</exception>
    public IEnumerable<string> List(string address, CancellationToken cancellationToken)
    {
        (string bucket, string prefix) = Split(address);
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        ListObjectsV2Response page;
        do
        {
            page = Guarded(address, () => _client.ListObjectsV2Async(request, cancellationToken).GetAwaiter().GetResult());
            foreach (S3Object found in page.S3Objects ?? [])
            {
                yield return $"{Scheme}{bucket}/{found.Key}";
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated is true);
    }

    /// <summary>Returns an address from which an object can be downloaded without credentials for some hours.</summary>
    /// <param name="address"><c>s3://BUCKET/KEY</c>.</param>
    /// <exception cref="CatalogueException">There are no credentials.</exception>
    public Uri Presign(string address)
    {
        (string bucket, string key) = Split(address);
        return Guarded(address, () => new Uri(_client.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = DateTime.UtcNow + Validity,
            Protocol = _protocol,
        })));
    }

    public void Dispose() => _client.Dispose();

    private static (string Bucket, string Key) Split(string address)
    {
        if (!HasBucket(address))
        {
            throw new CatalogueException($"{address} names no bucket: write s3://BUCKET/PREFIX.");
        }

        string[] parts = address[Scheme.Length..].Split('/', 2);
        return (parts[0], parts.Length > 1 ? parts[1] : string.Empty);
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static T Guarded<T>(string address, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception problem) when (problem is AmazonServiceException or AmazonClientException or HttpRequestException or ArgumentException)
        {
            string cause = problem is AmazonS3Exception { StatusCode: not 0 } refused ? $"{(int)refused.StatusCode} {refused.ErrorCode}: {problem.Message}" : problem.Message;
            throw new CatalogueException(
                $"{address} cannot be read ({cause.TrimEnd('.')}): check the name, --endpoint and the credentials (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY or AWS_PROFILE).", problem);
        }
    }
}
