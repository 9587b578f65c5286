namespace GenreNet.Server.Lifetime;

/// <summary>Something that is replaced without a restart when its file changes.</summary>
internal interface IReloadable
{
    /// <summary>Gets the name in logs, metrics and the health check, such as <c>model</c>.</summary>
    string Name { get; }

    /// <summary>Gets the watched file; null where there is none.</summary>
    string? WatchedFile { get; }

    /// <summary>Reads everything again and uses it from now on, or throws and keeps what is in use.</summary>
    /// <returns>Whether there is anything to reload.</returns>
    /// <exception cref="Core.GenreNetException">What is wrong and what to do, in a sentence.</exception>
    bool Reload();
}
