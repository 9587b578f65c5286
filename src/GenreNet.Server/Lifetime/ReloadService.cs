using System.Runtime.InteropServices;
using System.Threading.Channels;
using GenreNet.Server.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace GenreNet.Server.Lifetime;

/// <summary>
/// Reloads what has changed: checks the watched files every few seconds, and reloads everything after SIGHUP or a change of
/// <c>appsettings.json</c>. Polling works where notifications of the file system do not: network drives, mounted volumes and links that are
/// swapped.
/// </summary>
internal sealed class ReloadService(
    IEnumerable<IReloadable> things, ReloadStatus status, IConfiguration configuration, IOptions<ServerOptions> options, TimeProvider time)
    : BackgroundService
{
    /// <summary>The name of <c>appsettings.json</c> in the status.</summary>
    public const string Settings = "settings";

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly Watched[] _watched = [.. things.Select(thing => new Watched(thing))];

    // One request to reload everything is enough, however many signals arrive meanwhile.
    private readonly Channel<bool> _asked =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<IDisposable> _sources = [];

    /// <summary>Requests a reload of everything soon, whether or not a change was detected.</summary>
    public void Ask() => _asked.Writer.TryWrite(true);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (Watched watched in _watched)
        {
            status.Begin(watched.Thing.Name);
        }

        status.Begin(Settings);
        _sources.Add(ChangeToken.OnChange(configuration.GetReloadToken, OnSettings));
        // On Windows, this signal means that the console is closing.
        if (!OperatingSystem.IsWindows())
        {
            _sources.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangUp));
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _sources.ForEach(source => source.Dispose());
        base.Dispose();
    }

    /// <summary>Reloads the components whose file has changed and is stable.</summary>
    internal void Look()
    {
        foreach (Watched watched in _watched.Where(watched => watched.HasSettledChange()))
        {
            Reload(watched);
        }
    }

    /// <summary>Reloads everything.</summary>
    internal void ReloadAll()
    {
        foreach (Watched watched in _watched)
        {
            watched.Accept();
            Reload(watched);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan pause = options.Value.ReloadSeconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(options.Value.ReloadSeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            Task<bool> asked = _asked.Reader.WaitToReadAsync(turn.Token).AsTask();
            await Task.WhenAny(asked, Task.Delay(pause, time, turn.Token));
            if (asked.IsCompletedSuccessfully)
            {
                // One change of the settings raises several notifications.
                await Task.Delay(Settling, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _asked.Reader.TryRead(out _);
                ReloadAll();
            }
            else if (!stoppingToken.IsCancellationRequested)
            {
                Look();
            }

            await turn.CancelAsync();
        }
    }

    private void OnHangUp(PosixSignalContext signal)
    {
        signal.Cancel = true;
        try
        {
            // Its change token requests the rest.
            ((IConfigurationRoot)configuration).Reload();
        }
        catch (InvalidDataException)
        {
            // Already reported, as for changes that are detected without a signal.
            Ask();
        }
        catch (Exception problem)
        {
            status.Failed(Settings, problem is AggregateException ? problem.InnerException! : problem);
            Ask();
        }
    }

    private void OnSettings()
    {
        status.Recovered(Settings);
        Ask();
    }

    private void Reload(Watched watched)
    {
        try
        {
            if (watched.Thing.Reload())
            {
                status.Succeeded(watched.Thing.Name);
            }
        }
        catch (Exception problem)
        {
            // Whatever is wrong with the new version, the old one stays in use.
            status.Failed(watched.Thing.Name, problem);
        }
    }

    /// <summary>Represents a component with the stamps of its file: the one last loaded and the one last seen.</summary>
    private sealed class Watched
    {
        private FileStamp? _loaded;
        private FileStamp? _seen;

        public Watched(IReloadable thing)
        {
            Thing = thing;
            Accept();
        }

        public IReloadable Thing { get; }

        /// <summary>
        /// Returns whether the file has changed and has been stable since the last check; a file that is still being copied is skipped.
        /// </summary>
        public bool HasSettledChange()
        {
            FileStamp? now = Thing.WatchedFile is { } path ? FileStamp.Of(path) : null;
            bool isSettled = now == _seen;
            _seen = now;
            if (!isSettled || now == _loaded)
            {
                return false;
            }

            _loaded = now;
            return true;
        }

        public void Accept() => _loaded = _seen = Thing.WatchedFile is { } path ? FileStamp.Of(path) : null;
    }
}
