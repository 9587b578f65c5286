using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using GenreNet.Core;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Live;

/// <summary>
/// Serves the page of a running fit to browsers on this computer, and sends its changes as server-sent events.
/// </summary>
/// <remarks>
/// <see cref="HttpListener"/> is part of .NET: Kestrel would require the ASP.NET Core runtime on each machine that trains. The server listens
/// on loopback only, reads only, and refuses requests for other host names, so that a web page cannot read it through DNS rebinding.
/// WHATWG, HTML Living Standard, "Server-sent events".
/// </remarks>
internal sealed class LiveServer : IDisposable
{
    private const int MostClients = 64;
    private const int AttemptsToFindPort = 5;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    // Comments keep the connection open, and a write is the only way to notice that a browser has left.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(5);

    private readonly LiveRun _run;
    private readonly LivePage _page;
    private readonly HttpListener _listener;
    private readonly HashSet<string> _hosts;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, long> _delivered = new();
    private readonly Lock _reading = new();
    private readonly Task _polling;
    private LiveSnapshot _snapshot;
    private State _state;
    private int _clients;
    private int _reports;
    private int _isDisposed;

    private LiveServer(LiveRun run, HttpListener listener, int port)
    {
        _run = run;
        _page = new LivePage(run.Name, run.Folder.Path);
        _listener = listener;
        Url = new Uri($"http://127.0.0.1:{port}/");
        _hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];
        _snapshot = run.Read();
        _state = new State(1, Json(_snapshot));
        _polling = PollAsync();
        _ = AcceptAsync();
    }

    /// <summary>The address of the page.</summary>
    public Uri Url { get; }

    /// <summary>Number of connected browsers.</summary>
    public int ClientCount => _delivered.Count;

    /// <summary>Starts the server.</summary>
    /// <param name="run">The run.</param>
    /// <param name="port">The port; 0 for any free port.</param>
    /// <exception cref="GenreNetException">The port is in use, or cannot be used.</exception>
    public static LiveServer Start(LiveRun run, int port)
    {
        for (int attempt = 1; ; attempt++)
        {
            int chosen = port == 0 ? FreePort() : port;
            try
            {
                return new LiveServer(run, Listen(chosen), chosen);
            }
            catch (Exception problem) when (problem is HttpListenerException or SocketException)
            {
                // Another process can take the free port in the meantime.
                if (port == 0 && attempt < AttemptsToFindPort)
                {
                    continue;
                }

                throw new GenreNetException($"Cannot listen on 127.0.0.1:{chosen} ({problem.Message.TrimEnd('.')}). Stop the program that uses the port, or give another --port (0 for any free port).", problem);
            }
        }
    }

    /// <summary>Sends the result to all browsers, and waits until they have it and the report.</summary>
    public void Finish()
    {
        Publish();
        DateTime end = DateTime.UtcNow + PatienceAtEnd;
        bool hasReport = _snapshot.HasReport;
        while (DateTime.UtcNow < end && (_delivered.Values.Any(version => version < _state.Version) || (hasReport && Volatile.Read(ref _reports) < _delivered.Count)))
        {
            Thread.Sleep(20);
        }
    }

    /// <summary>Stops the server and closes all connections.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        _stop.Cancel();
        _listener.Close();
        _polling.ContinueWith(_ => _stop.Dispose(), TaskScheduler.Default);
    }

    private static HttpListener Listen(int port)
    {
        // localhost can be another address (::1), or missing in the hosts file.
        foreach (string[] names in (string[][])[["127.0.0.1", "localhost"], ["127.0.0.1"]])
        {
            var listener = new HttpListener { IgnoreWriteExceptions = false };
            foreach (string name in names)
            {
                listener.Prefixes.Add($"http://{name}:{port}/");
            }

            try
            {
                listener.Start();
                return listener;
            }
            catch (Exception problem) when (names.Length > 1 && problem is HttpListenerException or SocketException)
            {
                listener.Close();
            }
        }

        throw new InvalidOperationException("The last attempt returns or throws.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task PollAsync()
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                Publish();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Publish()
    {
        State old;
        lock (_reading)
        {
            _snapshot = _run.Read();
            string json = Json(_snapshot);
            if (json == _state.Json)
            {
                return;
            }

            old = _state;
            _state = new State(old.Version + 1, json);
        }

        old.Changed.TrySetResult();
    }

    private string Json(LiveSnapshot snapshot) => JsonSerializer.Serialize(_page.Event(snapshot), LiveJson.Default.LiveEvent);

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => AnswerAsync(context));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            context.Response.Headers["X-Content-Type-Options"] = "nosniff";
            context.Response.Headers["Cache-Control"] = "no-store";
            context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
            string host = context.Request.Headers["Host"] ?? string.Empty;
            if (!_hosts.Contains(host))
            {
                await TextAsync(context, 421, "text/plain", "This page is available at 127.0.0.1 only.\n").ConfigureAwait(false);
            }
            else if (context.Request.HttpMethod is not ("GET" or "HEAD"))
            {
                context.Response.Headers["Allow"] = "GET, HEAD";
                await TextAsync(context, 405, "text/plain", "This page is read-only.\n").ConfigureAwait(false);
            }
            else
            {
                await AnswerAsync(context, context.Request.Url!.AbsolutePath).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException or GenreNetException)
        {
            // The browser has left, or the server stops.
            context.Response.Abort();
        }
    }

    private Task AnswerAsync(HttpListenerContext context, string path) => path switch
    {
        "/" => TextAsync(context, 200, "text/html", Page()),
        "/events" => EventsAsync(context),
        $"/{LivePage.Report}" when _snapshot.HasReport && File.Exists(_run.Folder.Report) => ReportAsync(context),
        _ => TextAsync(context, 404, "text/plain", "Not found.\n"),
    };

    private string Page()
    {
        lock (_reading)
        {
            return _page.Build(_snapshot);
        }
    }

    private async Task ReportAsync(HttpListenerContext context)
    {
        await TextAsync(context, 200, "text/html", await File.ReadAllTextAsync(_run.Folder.Report, _stop.Token).ConfigureAwait(false)).ConfigureAwait(false);
        Interlocked.Increment(ref _reports);
    }

    private async Task EventsAsync(HttpListenerContext context)
    {
        if (_delivered.Count >= MostClients)
        {
            await TextAsync(context, 503, "text/plain", "Too many browsers are connected.\n").ConfigureAwait(false);
            return;
        }

        int client = Interlocked.Increment(ref _clients);
        _delivered[client] = 0;
        try
        {
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            context.Response.SendChunked = true;
            await SendAsync(context.Response, "retry: 1000\n\n").ConfigureAwait(false);
            long sent = 0;
            while (!_stop.IsCancellationRequested)
            {
                State state = _state;
                if (state.Version > sent)
                {
                    await SendAsync(context.Response, $"id: {state.Version}\ndata: {state.Json}\n\n").ConfigureAwait(false);
                    _delivered[client] = sent = state.Version;
                }

                if (await Task.WhenAny(state.Changed.Task, Task.Delay(KeepAlive, _stop.Token)).ConfigureAwait(false) != state.Changed.Task)
                {
                    await SendAsync(context.Response, ": alive\n\n").ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _delivered.TryRemove(client, out _);
        }

        context.Response.Close();
    }

    private async Task SendAsync(HttpListenerResponse response, string text)
    {
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text), _stop.Token).ConfigureAwait(false);
        await response.OutputStream.FlushAsync(_stop.Token).ConfigureAwait(false);
    }

    private async Task TextAsync(HttpListenerContext context, int status, string type, string text)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = $"{type}; charset=utf-8";
        // Pages have a policy of their own; this one also applies to a report that a page has stored.
        context.Response.Headers["Content-Security-Policy"] = $"{PageScript.Policy([PageScript.Live, PageScript.Tables], connects: true)}; frame-ancestors 'none'";
        context.Response.ContentLength64 = body.Length;
        if (context.Request.HttpMethod != "HEAD")
        {
            await context.Response.OutputStream.WriteAsync(body, _stop.Token).ConfigureAwait(false);
        }

        context.Response.Close();
    }

    /// <summary>Represents a version of the page that browsers receive.</summary>
    private sealed record State(long Version, string Json)
    {
        /// <summary>Completed when there is a newer version.</summary>
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
