namespace GenreNet.Training.Reports;

/// <summary>A track in numbers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Genre">An index into the genres.</param>
/// <param name="Means">Mean of each feature.</param>
/// <param name="Deviations">Standard deviation of each feature over the frames.</param>
/// <param name="Duration">How long it sounds; null where only its features are there.</param>
/// <param name="Decibels">Its level (RMS) in dB below full scale; null where only its features are there.</param>
/// <param name="Segments">Number of segments; null where there is audio, which is not cut.</param>
internal sealed record ExploredTrack(
    string Id, int Genre, IReadOnlyList<double> Means, IReadOnlyList<double> Deviations, TimeSpan? Duration = null, double? Decibels = null, int? Segments = null);
