using Microsoft.Extensions.Logging;

namespace GenreNet.Inference;

/// <summary>Defines the log messages of the classifier. Names of clips, which may be private, appear in debug messages only.</summary>
internal static partial class ClassifierLog
{
    [LoggerMessage(1, LogLevel.Information, "Loaded {Model}: {Network}, {GenreCount} genres, in {Milliseconds} ms")]
    public static partial void Loaded(ILogger logger, string model, string network, int genreCount, long milliseconds);

    [LoggerMessage(2, LogLevel.Debug, "Classified {Clip} ({Seconds} s) as {Genre} ({Confidence}) in {Milliseconds} ms")]
    public static partial void Classified(ILogger logger, string clip, double seconds, string genre, double confidence, long milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "A clip could not be classified after {Milliseconds} ms: {ErrorType}")]
    public static partial void Failed(ILogger logger, string errorType, long milliseconds);

    [LoggerMessage(4, LogLevel.Debug, "A clip could not be classified")]
    public static partial void FailedBecause(ILogger logger, Exception problem);

    [LoggerMessage(5, LogLevel.Information, "Warmed up with synthetic audio in {Milliseconds} ms")]
    public static partial void WarmedUp(ILogger logger, long milliseconds);
}
