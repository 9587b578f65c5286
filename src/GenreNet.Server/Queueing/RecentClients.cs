namespace GenreNet.Server.Queueing;

/// <summary>Tracks the two most recent clients, which is enough to know when any client other than a given one was last seen.</summary>
internal sealed class RecentClients
{
    private (ClientLine? Line, double Time) _latest, _second;

    public void See(ClientLine line, double now)
    {
        line.LastSeen = now;
        _second = _latest.Line == line ? _second : _latest;
        _latest = (line, now);
    }

    /// <summary>Returns the seconds since any other client was seen; infinite if there was none.</summary>
    public double SinceOther(ClientLine line, double now)
    {
        (ClientLine? other, double time) = _latest.Line == line ? _second : _latest;
        return other is null ? double.PositiveInfinity : now - time;
    }
}
