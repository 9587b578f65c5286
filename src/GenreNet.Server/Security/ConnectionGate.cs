using System.Net;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Security;

/// <summary>
/// Limits the open connections per address before any part of a request is read: connections beyond the limit are closed. The addresses of
/// trusted proxies are exempt, because their connections carry requests of many clients. Thread-safe.
/// </summary>
internal sealed class ConnectionGate(IOptions<ServerOptions> options, ServerMetrics metrics)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly int _limit = options.Value.MaxConnectionsPerAddress;
    private readonly string[] _proxies = [.. options.Value.TrustedProxies];

    /// <summary>Serves a connection unless its address has too many open.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (_limit == 0 || connection.RemoteEndPoint is not IPEndPoint remote || ClientAddress.IsIn(remote.Address, _proxies))
        {
            await next(connection);
            return;
        }

        string address = ClientAddress.NameOf(remote.Address);
        if (!Enter(address))
        {
            metrics.ConnectionRefused();
            connection.Abort(new ConnectionAbortedException("The client address has too many connections to this service."));
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(address);
        }
    }

    private bool Enter(string address)
    {
        lock (_lock)
        {
            int count = _counts.GetValueOrDefault(address);
            if (count >= _limit)
            {
                return false;
            }

            _counts[address] = count + 1;
            return true;
        }
    }

    private void Leave(string address)
    {
        lock (_lock)
        {
            int count = _counts[address] - 1;
            if (count == 0)
            {
                _counts.Remove(address);
            }
            else
            {
                _counts[address] = count;
            }
        }
    }
}
