namespace GenreNet.Training.Evaluation;

/// <summary>Represents the summary figures of a run.</summary>
/// <param name="Name">Name of the run, as given by the user.</param>
/// <param name="Network">Name of its network.</param>
/// <param name="Parameters">Number of trained parameters.</param>
/// <param name="Epochs">Number of epochs that were run.</param>
/// <param name="Tracks">Number of test tracks.</param>
/// <param name="TrackAccuracy">Track accuracy on these tracks, 0 to 1.</param>
/// <param name="TrackInterval">95 % Wilson confidence interval of the track accuracy.</param>
/// <param name="SegmentAccuracy">Segment accuracy, 0 to 1.</param>
/// <param name="VoteTrackAccuracy">Track accuracy by majority vote, 0 to 1.</param>
/// <param name="Top2TrackAccuracy">Share of tracks whose genre is among the two most probable, 0 to 1.</param>
/// <param name="CalibrationError">Expected calibration error by segment, 0 to 1.</param>
/// <param name="IsLeaky">Whether the figures are inflated because segments of the test tracks were used for training.</param>
public sealed record RunFigures(
    string Name,
    string Network,
    long Parameters,
    int Epochs,
    int Tracks,
    double TrackAccuracy,
    WilsonInterval TrackInterval,
    double SegmentAccuracy,
    double? VoteTrackAccuracy,
    double? Top2TrackAccuracy,
    double? CalibrationError,
    bool IsLeaky);
