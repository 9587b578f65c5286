namespace GenreNet.Inference;

/// <summary>How far a classification is.</summary>
/// <param name="Position">How much of the audio has been listened to.</param>
/// <param name="Duration">Length of the audio, or null where only its end can tell, as in a pipe or with ffmpeg.</param>
public sealed record ClassificationProgress(TimeSpan Position, TimeSpan? Duration);
