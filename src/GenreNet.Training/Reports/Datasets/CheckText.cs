using System.Globalization;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Reports;

/// <summary>Formats text of a check report.</summary>
internal static class CheckText
{
    /// <summary>Formats a duration: 1:05:42, or 3.2 s below a minute.</summary>
    public static string Time(TimeSpan time) => time < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>Formats a count.</summary>
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Formats a share in percent.</summary>
    public static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    /// <summary>Describes a kind of fault.</summary>
    public static string Kind(FaultKind kind) => kind switch
    {
        FaultKind.Undecodable => "not decodable",
        FaultKind.Empty => "empty",
        FaultKind.Silent => "silent",
        FaultKind.TooShort => "too short",
        FaultKind.Unchecked => "not checked",
        FaultKind.Damaged => "damaged",
        FaultKind.CutShort => "truncated",
        FaultKind.LongSilence => "long silence",
        FaultKind.Clipped => "clipped",
        FaultKind.DcOffset => "DC offset",
        FaultKind.ContradictoryHeader => "contradictory header",
        _ => kind.ToString(),
    };
}
