namespace GenreNet.Training.Evaluation;

/// <summary>A run in a line.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Network">Name of its network.</param>
/// <param name="Parameters">Trained values.</param>
/// <param name="Epochs">Epochs that were run.</param>
/// <param name="Tracks">Test tracks.</param>
/// <param name="TrackAccuracy">By track on these, 0 to 1.</param>
/// <param name="TrackInterval">Between which shares that lies (Wilson, 95 %).</param>
/// <param name="SegmentAccuracy">By segment, 0 to 1.</param>
/// <param name="VoteTrackAccuracy">By track with majority vote, 0 to 1.</param>
/// <param name="Top2TrackAccuracy">Share of tracks whose genre is among the first two, 0 to 1.</param>
/// <param name="CalibrationError">Expected calibration error by segment, 0 to 1.</param>
/// <param name="IsLeaky">Whether the figures are inflated, because segments of the test tracks fitted the model.</param>
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
