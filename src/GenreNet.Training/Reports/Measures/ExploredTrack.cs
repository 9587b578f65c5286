namespace GenreNet.Training.Reports;

/// <summary>Represents the measurements of a track.</summary>
/// <param name="Id">Id of the track.</param>
/// <param name="Genre">Index of the genre.</param>
/// <param name="Means">Mean of each feature.</param>
/// <param name="Deviations">Standard deviation of each feature over the frames.</param>
/// <param name="Duration">Duration of the audio; null if only features are available.</param>
/// <param name="Decibels">RMS level in dBFS; null if only features are available.</param>
/// <param name="Segments">Number of segments; null for audio, which is not segmented.</param>
internal sealed record ExploredTrack(
    string Id, int Genre, IReadOnlyList<double> Means, IReadOnlyList<double> Deviations, TimeSpan? Duration = null, double? Decibels = null, int? Segments = null);
