using System.Globalization;
using GenreNet.Core.Audio;

namespace GenreNet.Training.Cli;

/// <summary>Formats the progress of a long classification.</summary>
internal static class ListeningText
{
    /// <summary>Delay before progress is displayed, so that a short operation does not flash a progress bar.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Returns the share of the audio that has been processed, 0 to 1; 0 if its length is unknown.</summary>
    public static double Share(AudioProgress progress) =>
        progress.Duration is { Ticks: > 0 } duration ? Math.Min(1, progress.Position / duration) : 0;

    /// <summary>Describes the progress in hours, minutes and seconds of audio.</summary>
    public static string Running(string title, AudioProgress progress) => progress.Duration is TimeSpan duration
        ? $"{title}: {Time(progress.Position)} of {Time(duration)}"
        : $"{title}: {Time(progress.Position)}";

    private static string Time(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
