namespace GenreNet.Server.Queueing;

/// <summary>The two clients that were seen last: enough to know when another than a given one was.</summary>
internal sealed class RecentClients
{
    private (ClientLine? Line, double Time) _latest, _second;

    public void See(ClientLine line, double now)
    {
        line.LastSeen = now;
        _second = _latest.Line == line ? _second : _latest;
        _latest = (line, now);
    }

    /// <summary>Seconds since any other client was seen; infinite where there was none.</summary>
    public double SinceOther(ClientLine line, double now)
    {
        (ClientLine? other, double time) = _latest.Line == line ? _second : _latest;
        return other is null ? double.PositiveInfinity : now - time;
    }
}
