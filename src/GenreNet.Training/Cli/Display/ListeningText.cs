using System.Globalization;
using GenreNet.Core.Audio;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>The words of the display of a long classification.</summary>
internal static class ListeningText
{
    /// <summary>What is over sooner is not worth a word: a bar that comes and goes at once is only a flicker.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Share of the audio listened to, 0 to 1; 0 where its length is not known.</summary>
    public static double Share(AudioProgress progress) =>
        progress.Duration is { Ticks: > 0 } duration ? Math.Min(1, progress.Position / duration) : 0;

    /// <summary>How far it is, in hours, minutes and seconds of audio.</summary>
    public static string Running(string title, AudioProgress progress) => progress.Duration is TimeSpan duration
        ? $"{title}: {Time(progress.Position)} of {Time(duration)}"
        : $"{title}: {Time(progress.Position)}";

    private static string Time(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
