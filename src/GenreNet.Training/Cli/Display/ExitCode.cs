namespace GenreNet.Training.Cli;

/// <summary>The exit codes of the command line.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    public const int WrongUsage = 2;

    /// <summary>128 plus the number of SIGINT, following the convention of shells.</summary>
    public const int Interrupted = 130;

    /// <summary>128 plus the number of SIGTERM.</summary>
    public const int Terminated = 143;
}
