using System.Runtime.InteropServices;
using System.Threading.Channels;
using GenreNet.Server.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace GenreNet.Server.Lifetime;

/// <summary>
/// Reloads what has changed: looks at the watched files every few seconds, and at everything after SIGHUP or a change of
/// <c>appsettings.json</c>. Looking works
/// where notifications of the file system do not: network drives, mounted volumes and links that are swapped.
/// </summary>
internal sealed class ReloadService(
    IEnumerable<IReloadable> things, ReloadStatus status, IConfiguration configuration, IOptions<ServerOptions> options, TimeProvider time)
    : BackgroundService
{
    /// <summary>What the status calls <c>appsettings.json</c>.</summary>
    public const string Settings = "settings";

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly Watched[] _watched = [.. things.Select(thing => new Watched(thing))];

    // One request to look at everything is enough, however many signals arrive meanwhile.
    private readonly Channel<bool> _asked =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<IDisposable> _sources = [];

    /// <summary>Reloads everything soon, whether or not it looks changed.</summary>
    public void Ask() => _asked.Writer.TryWrite(true);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (Watched watched in _watched)
        {
            status.Begin(watched.Thing.Name);
        }

        status.Begin(Settings);
        _sources.Add(ChangeToken.OnChange(configuration.GetReloadToken, OnSettings));
        // On Windows this signal is the end of the console.
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

    /// <summary>Reloads what has a new and settled stamp.</summary>
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
                // One change of the settings is announced several times.
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
            // Its change token asks for the rest.
            ((IConfigurationRoot)configuration).Reload();
        }
        catch (InvalidDataException)
        {
            // Reported already, as for files whose change is noticed without a signal.
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
            // Whatever is wrong with the new one, the old one stays in use.
            status.Failed(watched.Thing.Name, problem);
        }
    }

    /// <summary>A thing with the stamps of its file: the one that was loaded and the one that was seen last.</summary>
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
        /// Whether the file has changed and stayed the same since the last look: one that is still being copied is left alone.
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
