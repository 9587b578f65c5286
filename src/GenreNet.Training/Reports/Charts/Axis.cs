namespace GenreNet.Training.Reports;

/// <summary>Represents an axis with round tick values.</summary>
/// <param name="Label">The measured quantity and its unit.</param>
/// <param name="Low">The value at the start of the axis.</param>
/// <param name="High">The value at the end of the axis, above <paramref name="Low"/>.</param>
/// <param name="Ticks">The values and labels of the ticks.</param>
internal sealed record Axis(string Label, double Low, double High, IReadOnlyList<(double Value, string Text)> Ticks)
{
    /// <summary>Creates an axis for a range of values.</summary>
    /// <param name="label">The measured quantity and its unit.</param>
    /// <param name="low">The lowest value.</param>
    /// <param name="high">The highest value; if it is not above the lowest, the range is extended.</param>
    /// <param name="isTight">Whether the axis ends at exactly these values instead of the next round ones.</param>
    /// <param name="count">Approximate number of ticks.</param>
    /// <param name="format">Formats tick labels; null for the shortest representation.</param>
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

    /// <summary>Creates an axis of shares from 0 to 1, labelled in percent.</summary>
    public static Axis Percent(string label, double low = 0, double high = 1) => Of(label, low, high, format: v => FormattableString.Invariant($"{v * 100:0.##} %"));

    /// <summary>Creates an axis of integers from 0.</summary>
    public static Axis Counts(string label, double high)
    {
        Axis axis = Of(label, 0, Math.Max(1, high));
        return axis with { Ticks = [.. axis.Ticks.Where(t => t.Value == Math.Round(t.Value))] };
    }

    /// <summary>Returns the position of a value along the axis, 0 at the start and 1 at the end.</summary>
    public double Share(double value) => (value - Low) / (High - Low);

    /// <summary>Returns the smallest of 1, 2, 5, 10, 20, ... (and decimal fractions) that is not below a value.</summary>
    private static double Step(double least)
    {
        double decade = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double share = least / decade;
        return decade * (share <= 1 + 1e-9 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }

    // Otherwise 3 * 0.1 would be displayed as 0.30000000000000004.
    private static double Round(double value, double step) => Math.Round(value, Math.Clamp(2 - (int)Math.Floor(Math.Log10(step)), 0, 15));
}
