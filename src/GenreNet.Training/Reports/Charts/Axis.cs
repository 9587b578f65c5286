namespace GenreNet.Training.Reports;

/// <summary>An axis with round numbers on it.</summary>
/// <param name="Label">What is measured, and in which unit.</param>
/// <param name="Low">The number at its beginning.</param>
/// <param name="High">The number at its end, above <paramref name="Low"/>.</param>
/// <param name="Ticks">Where numbers stand, and how they read.</param>
internal sealed record Axis(string Label, double Low, double High, IReadOnlyList<(double Value, string Text)> Ticks)
{
    /// <summary>An axis from one number to another.</summary>
    /// <param name="label">What is measured, and in which unit.</param>
    /// <param name="low">The lowest number.</param>
    /// <param name="high">The highest; where it is not above the lowest, room is made around it.</param>
    /// <param name="isTight">Whether it ends with just these numbers instead of the next round ones.</param>
    /// <param name="count">About how many numbers stand on it.</param>
    /// <param name="format">How they read; null for as short as they are.</param>
    public static Axis Of(string label, double low, double high, bool isTight = false, int count = 5, Func<double, string>? format = null)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high))
        {
            (low, high) = (0, 1);
        }

        if (!(high > low))
        {
            double room = low == 0 ? 1 : Math.Abs(low) * 0.1;
            (low, high, isTight) = (low - room, low + room, false);
        }

        double step = Step((high - low) / count);
        double first = Math.Floor((low / step) + 1e-9);
        double last = Math.Ceiling((high / step) - 1e-9);
        if (!isTight)
        {
            (low, high) = (first * step, last * step);
        }

        format ??= PictureText.Number;
        double margin = (high - low) * 1e-9;
        return new Axis(label, low, high,
        [
            .. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Round((first + i) * step, step))
                .Where(v => v >= low - margin && v <= high + margin).Select(v => (v, format(v))),
        ]);
    }

    /// <summary>Shares from 0 to 1 in percent.</summary>
    public static Axis Percent(string label, double low = 0, double high = 1) => Of(label, low, high, format: v => FormattableString.Invariant($"{v * 100:0.##} %"));

    /// <summary>Whole numbers from 0.</summary>
    public static Axis Counts(string label, double high)
    {
        Axis axis = Of(label, 0, Math.Max(1, high));
        return axis with { Ticks = [.. axis.Ticks.Where(t => t.Value == Math.Round(t.Value))] };
    }

    /// <summary>Where a number lies, 0 at the beginning and 1 at the end.</summary>
    public double Share(double value) => (value - Low) / (High - Low);

    /// <summary>The next of 1, 2, 5, 10, 20, ... above a number.</summary>
    private static double Step(double least)
    {
        double decade = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double share = least / decade;
        return decade * (share <= 1 + 1e-9 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }

    // 3 * 0.1 is 0.30000000000000004, which nobody wants to read.
    private static double Round(double value, double step) => Math.Round(value, Math.Clamp(2 - (int)Math.Floor(Math.Log10(step)), 0, 15));
}
