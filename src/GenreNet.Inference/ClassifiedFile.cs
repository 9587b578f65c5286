using System.Diagnostics.CodeAnalysis;

namespace GenreNet.Inference;

/// <summary>Represents the result for one of many files: a prediction, or the error that prevented it.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Path">The path of the file, as passed by the caller.</param>
/// <param name="Prediction">The prediction; null if there is none.</param>
/// <param name="Error">The error, whose message is a sentence that names the file; null if there is a prediction.</param>
/// <seealso cref="GenreClassifier"/>
public sealed record ClassifiedFile(string Path, GenrePrediction? Prediction, Exception? Error)
{
    /// <summary>Gets whether there is a prediction.</summary>
    [MemberNotNullWhen(true, nameof(Prediction))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsClassified => Prediction is not null;
}
