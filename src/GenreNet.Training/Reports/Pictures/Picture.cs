namespace GenreNet.Training.Reports;

/// <summary>Represents a drawing that is independent of its renderer: <see cref="SvgDrawing"/> or <see cref="PngDrawing"/>.</summary>
/// <param name="name">The file name without extension.</param>
/// <param name="title">The title.</param>
/// <param name="description">The alternative text.</param>
/// <param name="width">Width in points.</param>
/// <param name="height">Height in points.</param>
internal sealed class Picture(string name, string title, string description, double width, double height)
{
    /// <summary>Default width: fits a phone screen without scaling.</summary>
    public const double UsualWidth = 420;

    /// <summary>Default text size.</summary>
    public const double TextSize = 12;

    private readonly List<Shape> _shapes = [];

    /// <summary>The file name without extension.</summary>
    public string Name { get; } = name;

    /// <summary>The title.</summary>
    public string Title { get; } = title;

    /// <summary>The alternative text.</summary>
    public string Description { get; } = description;

    /// <summary>Width in points.</summary>
    public double Width { get; } = width;

    /// <summary>Height in points.</summary>
    public double Height { get; } = height;

    /// <summary>Draws the picture at another width, in points; null if its layout has a fixed width.</summary>
    public Func<double, Picture>? Redraw { get; private set; }

    /// <summary>The shapes, from back to front.</summary>
    public IReadOnlyList<Shape> Shapes => _shapes;

    /// <summary>Creates a picture whose layout adapts to its width, so that text keeps its size on wide and narrow screens.</summary>
    /// <param name="draw">Draws the picture at a width in points.</param>
    public static Picture Adaptive(Func<double, Picture> draw)
    {
        Picture picture = draw(UsualWidth);
        picture.Redraw = draw;
        return picture;
    }

    /// <summary>Creates the same picture with another title.</summary>
    public Picture Titled(string title)
    {
        var picture = new Picture(Name, title, Description, Width, Height);
        picture._shapes.AddRange(_shapes);
        return picture;
    }

    /// <summary>Adds a shape in front of the existing ones.</summary>
    public void Add(Shape shape) => _shapes.Add(shape);
}
