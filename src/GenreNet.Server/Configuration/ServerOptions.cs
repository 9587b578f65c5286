using System.ComponentModel.DataAnnotations;

namespace GenreNet.Server.Configuration;

/// <summary>Represents the settings of the service, in the configuration section <c>GenreNet:Server</c>.</summary>
public sealed class ServerOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "GenreNet:Server";

    /// <summary>Gets or sets the maximum size of an audio file in megabytes (2^20 bytes). Default 64.</summary>
    [Range(1, 1 << 20)]
    public int MaxUploadMegabytes { get; set; } = 64;

    /// <summary>Gets or sets the maximum total size of a batch in megabytes. Default 1024.</summary>
    [Range(1, 1 << 20)]
    public int MaxBatchMegabytes { get; set; } = 1024;

    /// <summary>Gets or sets the maximum number of files in a batch. Default 1000.</summary>
    [Range(1, 1_000_000)]
    public int MaxBatchFiles { get; set; } = 1000;

    /// <summary>Gets or sets the maximum duration of the audio of one file in minutes, measured while decoding. Default 60.</summary>
    [Range(1, 100_000)]
    public int MaxAudioMinutes { get; set; } = 60;

    /// <summary>
    /// Gets or sets the number of files that are classified at a time; 0, the default, for one more than there are processors, because a
    /// processor would be idle from the end of a file to the start of the next one.
    /// </summary>
    [Range(0, 1024)]
    public int Parallelism { get; set; }

    /// <summary>
    /// Gets or sets the number of files that may wait to be classified; further files are rejected. A client can use at most as many places
    /// as are still free, which is half of them for a single client. Default 128.
    /// </summary>
    [Range(0, 100_000)]
    public int QueueLimit { get; set; } = 128;

    /// <summary>
    /// Gets or sets the maximum wait in that queue in seconds, after which the client is asked to retry. Files of batches wait without
    /// limit. Default 30.
    /// </summary>
    [Range(1, 3600)]
    public int QueueTimeoutSeconds { get; set; } = 30;

    /// <summary>Gets or sets the maximum number of concurrent uploads. Default 256.</summary>
    [Range(1, 100_000)]
    public int MaxUploads { get; set; } = 256;

    /// <summary>
    /// Gets or sets the requests per minute of a client, identified by its API key or else its address; 0 for no limit. Default 1200. A
    /// burst may use a tenth of it at once.
    /// </summary>
    [Range(0, 10_000_000)]
    public int RequestsPerMinute { get; set; } = 1200;

    /// <summary>Gets or sets the number of concurrent batches of a client; 0 for no limit. Default 4.</summary>
    [Range(0, 100_000)]
    public int BatchesPerClient { get; set; } = 4;

    /// <summary>Gets or sets the time limit of an upload in seconds. Default 300.</summary>
    [Range(1, 86_400)]
    public int UploadTimeoutSeconds { get; set; } = 300;

    /// <summary>Gets or sets the time limit for decoding and classifying one file in seconds. Default 60.</summary>
    [Range(1, 86_400)]
    public int ClassificationTimeoutSeconds { get; set; } = 60;

    /// <summary>Gets or sets the time in seconds that requests have to finish when the service stops. Default 30.</summary>
    [Range(0, 3600)]
    public int ShutdownSeconds { get; set; } = 30;

    // Limits of connections and uploads, per client and in total.

    /// <summary>
    /// Gets or sets the maximum number of concurrent uploads of a client, identified by its API key or else its address; 0 for no limit.
    /// Default 128.
    /// </summary>
    /// <remarks>In addition, a client can never use more places of <see cref="MaxUploads"/> than it leaves free.</remarks>
    [Range(0, 100_000)]
    public int MaxUploadsPerClient { get; set; } = 128;

    /// <summary>
    /// Gets or sets the maximum number of open connections in total; 0 for no limit. Default 4096. Further connections are closed.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxConnections { get; set; } = 4096;

    /// <summary>
    /// Gets or sets the maximum number of open connections per address (per /64 network with IPv6), except for trusted proxies; 0 for no
    /// limit. Default 1024. Further connections are closed.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxConnectionsPerAddress { get; set; } = 1024;

    /// <summary>
    /// Gets or sets the minimum mean rate of an upload in bytes per second, after <see cref="RateGraceSeconds"/>; 0 for none. Default 2048.
    /// </summary>
    [Range(0, 1 << 30)]
    public int MinUploadBytesPerSecond { get; set; } = 2048;

    /// <summary>
    /// Gets or sets the minimum rate in bytes per second at which a client must read its response, after <see cref="RateGraceSeconds"/>; 0
    /// for none. Default 240.
    /// </summary>
    [Range(0, 1 << 30)]
    public int MinResponseBytesPerSecond { get; set; } = 240;

    /// <summary>Gets or sets the time in seconds before the minimum rates apply. Default 10.</summary>
    [Range(2, 3600)]
    public int RateGraceSeconds { get; set; } = 10;

    /// <summary>Gets or sets the time limit for receiving the headers of a request in seconds. Default 15.</summary>
    [Range(1, 3600)]
    public int RequestHeaderTimeoutSeconds { get; set; } = 15;

    /// <summary>
    /// Gets or sets the time in seconds that a connection may stay open without a request. Default 130, longer than proxies keep theirs
    /// open.
    /// </summary>
    [Range(1, 86_400)]
    public int KeepAliveSeconds { get; set; } = 130;

    /// <summary>
    /// Gets or sets the size in megabytes up to which an upload is kept in memory until it is classified; 0 to store all uploads in files.
    /// Default 8. Longer uploads are stored in files.
    /// </summary>
    [Range(0, 1024)]
    public int MemoryUploadMegabytes { get; set; } = 8;

    /// <summary>
    /// Gets or sets the memory in megabytes for all uploads together; further uploads are stored in files. Default 64.
    /// </summary>
    [Range(0, 1 << 20)]
    public int UploadMemoryMegabytes { get; set; } = 64;

    /// <summary>
    /// Gets or sets the folder that stores uploads until they are classified; null, the default, for the system's temporary folder.
    /// </summary>
    public string? TemporaryFolder { get; set; }

    /// <summary>
    /// Gets the API keys of the clients by client name, each at least 16 characters. Empty by default: the service is open to everyone.
    /// </summary>
    public Dictionary<string, string> ApiKeys { get; } = [];

    /// <summary>
    /// Gets the addresses, or networks such as 10.0.0.0/8, of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are
    /// trusted. Default none.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Gets or sets the folder of the prediction log; null, the default, disables the log.</summary>
    public string? PredictionLog { get; set; }

    /// <summary>
    /// Gets or sets the size in megabytes at which a new file of the prediction log begins, as it also does at midnight (UTC). Default 64.
    /// </summary>
    [Range(1, 1 << 20)]
    public int PredictionLogMegabytes { get; set; } = 64;

    /// <summary>Gets or sets the age in days after which files of the prediction log are deleted; 0 for never. Default 90.</summary>
    [Range(0, 36_500)]
    public int PredictionLogDays { get; set; } = 90;

    /// <summary>
    /// Gets or sets the path of a text file with further keys, one <c>NAME=KEY</c> per line; null, the default, for none. Changes are
    /// applied without a restart.
    /// </summary>
    public string? ApiKeysFile { get; set; }

    /// <summary>
    /// Gets or sets the seconds between two checks of the model file and the key file for changes; 0 to reload only after SIGHUP. Default
    /// 5.
    /// </summary>
    [Range(0, 86_400)]
    public int ReloadSeconds { get; set; } = 5;

    /// <summary>
    /// Gets or sets the seconds between the stop signal and the end of listening, during which the service is not ready but still accepts
    /// requests. Default 0.
    /// </summary>
    [Range(0, 3600)]
    public int DrainSeconds { get; set; }

    /// <summary>
    /// Gets or sets an address with a separate port for <c>/metrics</c>, such as <c>http://127.0.0.1:9464</c>; null, the default, for the
    /// addresses of the service.
    /// </summary>
    public string? MetricsUrl { get; set; }

    /// <summary>Gets or sets whether each request is logged as one line. Default true.</summary>
    public bool AccessLog { get; set; } = true;

    /// <summary>Gets or sets whether those lines contain the client: the name of its API key, or else its address. Default false.</summary>
    public bool AccessLogClients { get; set; }

    /// <summary>
    /// Gets or sets the folder of the site that classifies in the browser, which is then served below <c>/local</c>; null, the default, for
    /// none. <c>build/browser.sh</c> builds the site.
    /// </summary>
    public string? LocalSite { get; set; }

    internal long MaxUploadBytes => (long)MaxUploadMegabytes << 20;

    internal long MaxBatchBytes => (long)MaxBatchMegabytes << 20;

    internal int Workers => Parallelism == 0 ? Environment.ProcessorCount + 1 : Parallelism;
}
