namespace GenreNet.Training.Fitting;

/// <summary>Represents how a trainer of ML.NET was fitted, and its own predictions, against which the exported model is verified.</summary>
/// <param name="Options">The settings.</param>
/// <param name="Segments">Number of training segments.</param>
/// <param name="Rounds">Number of trees per genre that were kept; 0 for linear trainers.</param>
/// <param name="IsSelected">Whether the validation tracks selected the number of trees.</param>
/// <param name="IsSoftmax">Whether ML.NET's scores are probabilities, the softmax of the logits; otherwise they are the logits.</param>
/// <param name="Scores">Returns ML.NET's scores of segments, <c>[segments, genres]</c>.</param>
internal sealed record TrainerFit(TrainerOptions Options, int Segments, int Rounds, bool IsSelected, bool IsSoftmax, Func<int[], float[]> Scores)
{
    /// <summary>Describes in words how the classifier was fitted, for a model card.</summary>
    public string DescribeMethod()
    {
        string trees = FormattableString.Invariant(
            $"{Rounds} trees per genre{(IsSelected ? $" of {Options.Trees}, selected by the validation tracks" : string.Empty)}, up to {Options.Leaves} leaves with {Options.LeafSize} segments or more");
        string boosted = FormattableString.Invariant($", learning rate {Options.LearningRate}");
        string method = Options.Kind switch
        {
            TrainerKind.LightGbm => $"gradient boosting by LightGBM: {trees}{boosted}",
            TrainerKind.FastTree => $"gradient boosting by FastTree, one classifier per genre: {trees}{boosted}",
            TrainerKind.FastForest => $"random forests by FastForest, one per genre: {trees}",
            TrainerKind.Logistic => $"multinomial logistic regression by L-BFGS on standardised columns{Penalty}",
            TrainerKind.Sdca => $"multinomial logistic regression by dual coordinate ascent on standardised columns{Penalty}",
            TrainerKind.Svm => $"linear support vector machines on standardised columns, one per genre{Penalty}",
            _ => "averaged perceptrons on standardised columns, one per genre",
        };
        return $"{method}; trainer of ML.NET; all tracks weighted equally";
    }

    private string Penalty => Options.L2 is { } l2 ? FormattableString.Invariant($", L2 {l2}") : string.Empty;
}
