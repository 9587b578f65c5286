using SkiaSharp;

namespace GenreNet.Training.Reports;

/// <summary>Renders pictures as PNG files on white. Text uses a font embedded in the program.</summary>
internal static class PngDrawing
{
    private const double PixelsPerPoint = 2;

    // Each row of a few, such as a coefficient, keeps its edges.
    private const int FewRows = 40;

    /// <summary>Renders a picture as a PNG file, with two pixels per point.</summary>
    public static byte[] Draw(Picture picture) => Draw(PixelsPerPoint, isSmooth: true, picture);

    /// <summary>Renders pictures as one PNG file, from top to bottom.</summary>
    /// <param name="scale">Pixels per point.</param>
    /// <param name="isSmooth">Whether to interpolate between the cells of images; files are several times smaller without.</param>
    /// <param name="pictures">The pictures, at least one.</param>
    public static byte[] Draw(double scale, bool isSmooth, params IReadOnlyList<Picture> pictures)
    {
        double width = pictures.Max(picture => picture.Width);
        double height = pictures.Sum(picture => picture.Height + SvgDrawing.TitleHeight);
        using var surface = SKSurface.Create(new SKImageInfo((int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale), SKImageInfo.PlatformColorType, SKAlphaType.Opaque));
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(Color(Ink.Back));
        canvas.Scale((float)scale);
        foreach (Picture picture in pictures)
        {
            canvas.Translate(0, (float)SvgDrawing.TitleHeight);
            Draw(canvas, SvgDrawing.Title(picture), isSmooth);
            foreach (Shape shape in picture.Shapes)
            {
                Draw(canvas, shape, isSmooth);
            }

            canvas.Translate(0, (float)picture.Height);
        }

        using SKImage image = surface.Snapshot();
        using SKPixmap pixels = image.PeekPixels();
        // Without interpolation, rows of pixels repeat: compressed as they are, they are smaller than the differences between them.
        SKPngEncoderOptions encoding = isSmooth ? SKPngEncoderOptions.Default : new SKPngEncoderOptions(SKPngEncoderFilterFlags.NoFilters, 9);
        using SKData file = pixels.Encode(encoding) ?? throw new InvalidOperationException("Skia cannot encode the picture.");
        return file.ToArray();
    }

    private static void Draw(SKCanvas canvas, Shape shape, bool isSmooth)
    {
        switch (shape)
        {
            case LineShape line:
                using (SKPaint pen = Pen(line.Ink, line.Width, line.IsDashed, 1))
                {
                    canvas.DrawLine(Point(line.From), Point(line.To), pen);
                }

                break;
            case PathShape path:
                using (SKPath outline = Outline(path.Points, close: path.Width == 0))
                using (SKPaint paint = path.Width == 0 ? Fill(path.Ink, path.Opacity) : Pen(path.Ink, path.Width, path.IsDashed, path.Opacity))
                {
                    canvas.DrawPath(outline, paint);
                }

                break;
            case BoxShape box:
                using (SKPaint paint = Fill(box.Ink, 1))
                {
                    canvas.DrawRect((float)box.At.X, (float)box.At.Y, (float)box.Width, (float)box.Height, paint);
                }

                break;
            case TextShape text:
                PngText.Draw(canvas, text, Color(text.Ink));
                break;
            case MarkShape mark:
                Draw(canvas, mark);
                break;
            case ImageShape image:
                Draw(canvas, image, isSmooth && image.Image.Height >= FewRows);
                break;
            default:
                throw new InvalidOperationException($"{shape.GetType().Name} cannot be drawn.");
        }
    }

    private static void Draw(SKCanvas canvas, MarkShape mark)
    {
        using SKPaint fill = Fill(mark.Ink, 1);
        using SKPaint edge = Pen(Ink.Back, 0.7, isDashed: false, 1);
        using SKPath outline = mark.Kind == MarkKind.Circle ? new SKPath() : Outline(MarkOutline.Of(mark), close: true);
        if (mark.Kind == MarkKind.Circle)
        {
            outline.AddCircle((float)mark.At.X, (float)mark.At.Y, (float)mark.Radius);
        }

        canvas.DrawPath(outline, fill);
        canvas.DrawPath(outline, edge);
    }

    private static void Draw(SKCanvas canvas, ImageShape shape, bool isSmooth)
    {
        using var image = SKImage.FromEncodedData(shape.Image.ToPng());
        var place = SKRect.Create((float)shape.At.X, (float)shape.At.Y, (float)shape.Width, (float)shape.Height);
        canvas.DrawImage(image, place, new SKSamplingOptions(isSmooth ? SKFilterMode.Linear : SKFilterMode.Nearest));
    }

    private static SKPath Outline(IReadOnlyList<Spot> points, bool close)
    {
        var path = new SKPath();
        path.AddPoly([.. points.Select(Point)], close);
        return path;
    }

    private static SKPaint Fill(Ink ink, double opacity) => new() { Color = Color(ink).WithAlpha(Alpha(opacity)), IsAntialias = true };

    private static SKPaint Pen(Ink ink, double width, bool isDashed, double opacity) => new()
    {
        Color = Color(ink).WithAlpha(Alpha(opacity)),
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = (float)width,
        StrokeJoin = SKStrokeJoin.Round,
        PathEffect = isDashed ? SKPathEffect.CreateDash([5, 4], 0) : null,
    };

    private static byte Alpha(double opacity) => (byte)Math.Round(opacity * 255);

    private static SKColor Color(Ink ink) => SKColor.Parse(ink.Light);

    private static SKPoint Point(Spot spot) => new((float)spot.X, (float)spot.Y);
}
