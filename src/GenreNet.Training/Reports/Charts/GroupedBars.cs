namespace GenreNet.Training.Reports;

/// <summary>Draws grouped horizontal bars: several values for each name.</summary>
internal static class GroupedBars
{
    private const double BarHeight = 13;
    private const double GroupGap = 10;
    private const double LabelRoom = 120;
    private const double NumberRoom = 50;

    /// <summary>Draws shares.</summary>
    /// <param name="name">Name of the picture file.</param>
    /// <param name="title">The title.</param>
    /// <param name="description">The alternative text.</param>
    /// <param name="series">Names of the series.</param>
    /// <param name="groups">For each name, the share of every series, 0 to 1.</param>
    public static Picture Draw(string name, string title, string description, IReadOnlyList<string> series, IReadOnlyList<(string Name, double[] Shares)> groups) =>
        Picture.Adaptive(width => Draw((name, title, description), width, series, groups));

    private static Picture Draw(
        (string Name, string Title, string Description) head, double pictureWidth, IReadOnlyList<string> series, IReadOnlyList<(string Name, double[] Shares)> groups)
    {
        double groupHeight = (series.Count * BarHeight) + GroupGap;
        double legend = Legend.Height(series, pictureWidth - 8) + 8;
        var picture = new Picture(head.Name, head.Title, head.Description, pictureWidth, legend + (groups.Count * groupHeight) + 20);
        double left = Math.Min(LabelRoom, groups.Select(g => PictureText.Width(g.Name, Picture.TextSize)).DefaultIfEmpty(0).Max()) + 12;
        double width = picture.Width - left - NumberRoom;
        double bottom = legend + (groups.Count * groupHeight);
        for (int tick = 0; tick <= 4; tick++)
        {
            double x = left + (width * tick / 4);
            picture.Add(new LineShape(new Spot(x, legend), new Spot(x, bottom), Ink.Grid));
            picture.Add(new TextShape(new Spot(x, bottom + 14), FormattableString.Invariant($"{tick * 25} %"), Ink.Faint, 11, TextAnchor.Middle));
        }

        Legend.Draw(picture, series, 8, (i, at) => picture.Add(new BoxShape(new Spot(at.X - 6, at.Y - 6), 12, 12, Ink.Series(i))));
        for (int i = 0; i < groups.Count; i++)
        {
            double top = legend + (i * groupHeight) + (GroupGap / 2);
            picture.Add(new TextShape(
                new Spot(left - 8, top + (series.Count * BarHeight / 2) + 4), PictureText.Fit(groups[i].Name, Picture.TextSize, LabelRoom), Ink.Text, Anchor: TextAnchor.End));
            for (int k = 0; k < series.Count; k++)
            {
                double share = Math.Clamp(groups[i].Shares[k], 0, 1);
                string hint = $"{groups[i].Name}, {series[k]}: {PictureText.Percent(share)}";
                picture.Add(new BoxShape(new Spot(left, top + (k * BarHeight)), share * width, BarHeight - 1, Ink.Series(k), hint));
                picture.Add(new TextShape(new Spot(left + (share * width) + 4, top + (k * BarHeight) + 10), PictureText.Percent(share), Ink.Faint, 10.5));
            }
        }

        return picture;
    }
}
