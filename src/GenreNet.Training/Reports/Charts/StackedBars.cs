using System.Globalization;

namespace GenreNet.Training.Reports;

/// <summary>Draws horizontal bars with two parts.</summary>
internal static class StackedBars
{
    private const double BarHeight = 16;
    private const double RowHeight = 22;
    private const double LabelRoom = 132;
    private const double NumberRoom = 44;

    /// <summary>Draws stacked bars.</summary>
    /// <param name="name">Name of the picture file.</param>
    /// <param name="chart">The bars.</param>
    public static Picture Draw(string name, BarChart chart) => Picture.Adaptive(width => Draw(name, width, chart));

    private static Picture Draw(string name, double width, BarChart chart)
    {
        bool hasSecond = chart.SecondName is not null && chart.Bars.Any(b => b.Second > 0);
        string[] names = hasSecond ? [chart.FirstName, chart.SecondName!] : [];
        double top = Legend.Height(names, width - 8) + (hasSecond ? 6 : 0);
        string description = string.Join(", ", chart.Bars.Select(b => FormattableString.Invariant($"{b.Label}: {b.First + b.Second}")));
        var picture = new Picture(name, chart.Title, description, width, top + (chart.Bars.Count * RowHeight));
        Legend.Draw(picture, names, 8, (i, at) => picture.Add(new BoxShape(new Spot(at.X - 6, at.Y - 6), 12, 12, Ink.Series(i))));

        double left = Math.Min(LabelRoom, chart.Bars.Select(b => PictureText.Width(b.Label, Picture.TextSize)).DefaultIfEmpty(0).Max()) + 8;
        double numberRoom = Math.Max(NumberRoom, chart.Bars.Select(b => PictureText.Width(Number(b), Picture.TextSize) + 12).DefaultIfEmpty(0).Max());
        double scale = (picture.Width - left - numberRoom) / Math.Max(1, chart.Bars.Max(b => b.First + b.Second));
        for (int i = 0; i < chart.Bars.Count; i++)
        {
            Bar bar = chart.Bars[i];
            double y = top + (i * RowHeight);
            picture.Add(new TextShape(new Spot(left - 8, y + 12), PictureText.Fit(bar.Label, Picture.TextSize, LabelRoom), Ink.Faint, Anchor: TextAnchor.End));
            picture.Add(new BoxShape(new Spot(left, y), bar.First * scale, BarHeight, Ink.Series(0)));
            if (bar.Second > 0)
            {
                picture.Add(new BoxShape(new Spot(left + (bar.First * scale), y), bar.Second * scale, BarHeight, Ink.Series(1)));
            }

            double end = left + ((bar.First + bar.Second) * scale);
            picture.Add(new TextShape(new Spot(end + 6, y + 12), Number(bar), Ink.Text));
        }

        return picture;
    }

    private static string Number(Bar bar) => (bar.First + bar.Second).ToString(CultureInfo.InvariantCulture);
}
