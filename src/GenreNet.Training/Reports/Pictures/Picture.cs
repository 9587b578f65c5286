namespace GenreNet.Training.Reports;

/// <summary>A drawing, whoever draws it: <see cref="SvgDrawing"/> or <see cref="PngDrawing"/>.</summary>
/// <param name="name">What its files are called, without an extension.</param>
/// <param name="title">What it shows, in a few words.</param>
/// <param name="description">What somebody who does not see it is told.</param>
/// <param name="width">In points.</param>
/// <param name="height">In points.</param>
internal sealed class Picture(string name, string title, string description, double width, double height)
{
    /// <summary>Width of most pictures: as wide as a phone, so that nothing has to shrink there.</summary>
    public const double UsualWidth = 420;

    /// <summary>Height of most text.</summary>
    public const double TextSize = 12;

    private readonly List<Shape> _shapes = [];

    /// <summary>What its files are called, without an extension.</summary>
    public string Name { get; } = name;

    /// <summary>What it shows, in a few words.</summary>
    public string Title { get; } = title;

    /// <summary>What somebody who does not see it is told.</summary>
    public string Description { get; } = description;

    /// <summary>In points.</summary>
    public double Width { get; } = width;

    /// <summary>In points.</summary>
    public double Height { get; } = height;

    /// <summary>What is drawn, from the back to the front.</summary>
    public IReadOnlyList<Shape> Shapes => _shapes;

    /// <summary>Draws on top of what is there.</summary>
    public void Add(Shape shape) => _shapes.Add(shape);
}
