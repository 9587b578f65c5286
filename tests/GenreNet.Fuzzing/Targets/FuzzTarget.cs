namespace GenreNet.Fuzzing.Targets;

/// <summary>A reader of files that nobody vouches for.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Read">Reads a file; returns, or throws one of the exceptions that it documents.</param>
/// <param name="Seeds">Whole files to begin with, by name.</param>
/// <param name="IsDocumented">Whether an exception is one that the reader documents.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Read, Func<IEnumerable<(string Name, byte[] Content)>> Seeds, Func<Exception, bool> IsDocumented);
