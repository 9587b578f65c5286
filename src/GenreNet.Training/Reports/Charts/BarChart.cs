namespace GenreNet.Training.Reports;

/// <summary>Represents horizontal bars, each with two parts.</summary>
/// <param name="Title">The title.</param>
/// <param name="Bars">The bars, from top to bottom.</param>
/// <param name="FirstName">Name of the first parts.</param>
/// <param name="SecondName">Name of the second parts; null if there are none.</param>
internal sealed record BarChart(string Title, IReadOnlyList<Bar> Bars, string FirstName, string? SecondName);

/// <summary>Represents a bar.</summary>
/// <param name="Label">The label.</param>
/// <param name="First">Length of the first part, zero or more.</param>
/// <param name="Second">Length of the second part, zero or more.</param>
internal sealed record Bar(string Label, int First, int Second);
