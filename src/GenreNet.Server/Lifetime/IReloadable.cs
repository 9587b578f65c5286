namespace GenreNet.Server.Lifetime;

/// <summary>Represents a component that is reloaded without a restart when its file changes.</summary>
internal interface IReloadable
{
    /// <summary>Gets the name in logs, metrics and the health check, such as <c>model</c>.</summary>
    string Name { get; }

    /// <summary>Gets the watched file; null if there is none.</summary>
    string? WatchedFile { get; }

    /// <summary>Reads everything again and uses it from now on. If that fails, throws and keeps the current state.</summary>
    /// <returns>Whether there is anything to reload.</returns>
    /// <exception cref="Core.GenreNetException">The reload failed; the message states the problem and what to do.</exception>
    bool Reload();
}
