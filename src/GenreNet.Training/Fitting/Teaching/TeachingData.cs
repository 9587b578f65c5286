using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>Represents everything that teachers add to labelled data: their outputs, and unlabelled segments.</summary>
/// <param name="Options">The distillation settings.</param>
/// <param name="Labelled">The outputs for the segments of the labelled data.</param>
/// <param name="Unlabelled">Unlabelled segments, with the same features as the labelled data; null for none.</param>
/// <param name="UnlabelledTargets">The outputs for the unlabelled segments; null for none.</param>
public sealed record TeachingData(TeachingOptions Options, SoftTargets Labelled, FeatureSet? Unlabelled = null, SoftTargets? UnlabelledTargets = null)
{
    /// <summary>Combines data and outputs.</summary>
    /// <param name="options">The distillation settings.</param>
    /// <param name="data">The labelled data.</param>
    /// <param name="answers">The outputs of each teacher for the labelled data.</param>
    /// <param name="unlabelled">Unlabelled segments; null for none.</param>
    /// <param name="unlabelledAnswers">The outputs of each teacher for the unlabelled segments; null for none.</param>
    /// <exception cref="GenreNetException">A teacher lacks a genre of the data, or the features differ.</exception>
    public static TeachingData Of(
        TeachingOptions options, FeatureSet data, IReadOnlyList<TeacherAnswers> answers, FeatureSet? unlabelled = null, IReadOnlyList<TeacherAnswers>? unlabelledAnswers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        options.Validate();
        if (unlabelled is not null && unlabelled.Options != data.Options)
        {
            throw new DatasetException("The feature options of the unlabelled clips differ from those of the data: prepare the clips again.");
        }

        return new TeachingData(
            options,
            SoftTargets.Of(data, data.Genres, answers, options),
            unlabelled,
            unlabelled is null ? null : SoftTargets.Of(unlabelled, data.Genres, unlabelledAnswers!, options));
    }
}
