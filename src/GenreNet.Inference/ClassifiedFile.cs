using System.Diagnostics.CodeAnalysis;

namespace GenreNet.Inference;

/// <summary>What came of one of many files: an answer, or why there is none.</summary>
/// <param name="Path">The file, as it was given.</param>
/// <param name="Prediction">The answer; null where there is none.</param>
/// <param name="Error">Why there is no answer; its message is a sentence that names the file. Null where there is one.</param>
public sealed record ClassifiedFile(string Path, GenrePrediction? Prediction, Exception? Error)
{
    /// <summary>Whether there is an answer.</summary>
    [MemberNotNullWhen(true, nameof(Prediction))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsClassified => Prediction is not null;
}
