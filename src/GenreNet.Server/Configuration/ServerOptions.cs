using System.ComponentModel.DataAnnotations;

namespace GenreNet.Server.Configuration;

/// <summary>The settings of the service, from the section <c>GenreNet:Server</c> of the configuration.</summary>
public sealed class ServerOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GenreNet:Server";

    /// <summary>Largest audio file in megabytes (2^20 bytes). Default 64.</summary>
    [Range(1, 1 << 20)]
    public int MaxUploadMegabytes { get; set; } = 64;

    /// <summary>Largest batch, all files together, in megabytes. Default 1024.</summary>
    [Range(1, 1 << 20)]
    public int MaxBatchMegabytes { get; set; } = 1024;

    /// <summary>Most files of a batch. Default 1000.</summary>
    [Range(1, 1_000_000)]
    public int MaxBatchFiles { get; set; } = 1000;

    /// <summary>The longest audio of one file in minutes, measured while decoding. Default 60.</summary>
    [Range(1, 100_000)]
    public int MaxAudioMinutes { get; set; } = 60;

    /// <summary>Files that are classified at a time; 0, the default, for one a processor.</summary>
    [Range(0, 1024)]
    public int Parallelism { get; set; }

    /// <summary>
    /// Files that may wait for it; further ones are refused. One client gets at most as many places as are still free, half of them when
    /// alone. Default 128.
    /// </summary>
    [Range(0, 100_000)]
    public int QueueLimit { get; set; } = 128;

    /// <summary>Longest wait in that line in seconds; who has waited so long is asked to come again. Files of batches wait as long as it takes. Default 30.</summary>
    [Range(1, 3600)]
    public int QueueTimeoutSeconds { get; set; } = 30;

    /// <summary>Uploads that may be under way at a time. Default 256.</summary>
    [Range(1, 100_000)]
    public int MaxUploads { get; set; } = 256;

    /// <summary>Requests a minute for each client, an API key or else an address; 0 for any number. Default 1200; a tenth of it may come at once.</summary>
    [Range(0, 10_000_000)]
    public int RequestsPerMinute { get; set; } = 1200;

    /// <summary>Batches of one client at a time; 0 for any number. Default 4.</summary>
    [Range(0, 100_000)]
    public int BatchesPerClient { get; set; } = 4;

    /// <summary>Time for an upload in seconds. Default 300.</summary>
    [Range(1, 86_400)]
    public int UploadTimeoutSeconds { get; set; } = 300;

    /// <summary>Time to decode and classify one file in seconds. Default 60.</summary>
    [Range(1, 86_400)]
    public int ClassificationTimeoutSeconds { get; set; } = 60;

    /// <summary>Time that requests have to end when the service is told to stop, in seconds. Default 30.</summary>
    [Range(0, 3600)]
    public int ShutdownSeconds { get; set; } = 30;

    // Limits of connections and uploads, per client and in total.

    /// <summary>
    /// Uploads of one client, an API key or else an address, that may be under way at a time; 0 for any number. Default 128.
    /// </summary>
    /// <remarks>In addition, a client never has more than the places of <see cref="MaxUploads"/> that it leaves free.</remarks>
    [Range(0, 100_000)]
    public int MaxUploadsPerClient { get; set; } = 128;

    /// <summary>Open connections in total; 0 for any number. Default 4096. Further connections are closed.</summary>
    [Range(0, 1_000_000)]
    public int MaxConnections { get; set; } = 4096;

    /// <summary>
    /// Open connections per address (per /64 network with IPv6), trusted proxies excepted; 0 for any number. Default 1024. Further ones are
    /// closed.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxConnectionsPerAddress { get; set; } = 1024;

    /// <summary>
    /// Lowest mean rate of an upload in bytes per second, after <see cref="RateGraceSeconds"/>; 0 for none. Default 2048.
    /// </summary>
    [Range(0, 1 << 30)]
    public int MinUploadBytesPerSecond { get; set; } = 2048;

    /// <summary>
    /// Lowest rate in bytes per second at which a client must read its answer, after <see cref="RateGraceSeconds"/>; 0 for none. Default
    /// 240.
    /// </summary>
    [Range(0, 1 << 30)]
    public int MinResponseBytesPerSecond { get; set; } = 240;

    /// <summary>Time in seconds before the lowest rates apply. Default 10.</summary>
    [Range(2, 3600)]
    public int RateGraceSeconds { get; set; } = 10;

    /// <summary>Time in seconds for the headers of a request. Default 15.</summary>
    [Range(1, 3600)]
    public int RequestHeaderTimeoutSeconds { get; set; } = 15;

    /// <summary>Time in seconds that a connection may stay open without a request. Default 130, longer than proxies keep theirs.</summary>
    [Range(1, 86_400)]
    public int KeepAliveSeconds { get; set; } = 130;

    /// <summary>Where uploads lie until they are answered; null, the default, for the machine's temporary folder.</summary>
    public string? TemporaryFolder { get; set; }

    /// <summary>Keys that clients must have, by the client's name, each at least 16 characters. None, the default: everybody may ask.</summary>
    public Dictionary<string, string> ApiKeys { get; } = [];

    /// <summary>Addresses, or networks as 10.0.0.0/8, of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. Default none.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Folder of the prediction log; null, the default, for no log.</summary>
    public string? PredictionLog { get; set; }

    /// <summary>A file of the prediction log is followed by another at this size in megabytes, and at midnight (UTC). Default 64.</summary>
    [Range(1, 1 << 20)]
    public int PredictionLogMegabytes { get; set; } = 64;

    /// <summary>Files of the prediction log older than this are deleted; 0 for never. In days, default 90.</summary>
    [Range(0, 36_500)]
    public int PredictionLogDays { get; set; } = 90;

    /// <summary>A text file of further keys, <c>NAME=KEY</c> a line; null, the default, for none. A changed file is picked up without a restart.</summary>
    public string? ApiKeysFile { get; set; }

    /// <summary>Seconds between two looks at the model file and the key file; 0 to reload after SIGHUP only. Default 5.</summary>
    [Range(0, 86_400)]
    public int ReloadSeconds { get; set; } = 5;

    /// <summary>Seconds between the signal to stop and the end of listening: not ready, but requests are still accepted. Default 0.</summary>
    [Range(0, 3600)]
    public int DrainSeconds { get; set; }

    /// <summary>An address with a port of its own for <c>/metrics</c>, such as <c>http://127.0.0.1:9464</c>; null, the default, for the addresses of the service.</summary>
    public string? MetricsUrl { get; set; }

    /// <summary>Whether each request is a line of the log. Default true.</summary>
    public bool AccessLog { get; set; } = true;

    /// <summary>Whether those lines name the client: the name of its API key, or else its address. Default false.</summary>
    public bool AccessLogClients { get; set; }

    internal long MaxUploadBytes => (long)MaxUploadMegabytes << 20;

    internal long MaxBatchBytes => (long)MaxBatchMegabytes << 20;

    internal int Workers => Parallelism == 0 ? Environment.ProcessorCount : Parallelism;
}
