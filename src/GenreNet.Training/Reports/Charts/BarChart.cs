namespace GenreNet.Training.Reports;

/// <summary>Horizontal bars, each in two parts.</summary>
/// <param name="Title">What they show.</param>
/// <param name="Bars">The bars, from the top.</param>
/// <param name="FirstName">What the first parts are.</param>
/// <param name="SecondName">What the second parts are, or null where there are none.</param>
internal sealed record BarChart(string Title, IReadOnlyList<Bar> Bars, string FirstName, string? SecondName);

/// <summary>A bar.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="First">Length of its first part, zero or more.</param>
/// <param name="Second">Length of its second part, zero or more.</param>
internal sealed record Bar(string Label, int First, int Second);
