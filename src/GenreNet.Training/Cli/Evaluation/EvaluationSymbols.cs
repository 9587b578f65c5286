using System.CommandLine;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Cli;

/// <summary>Options of the commands that ask a model about a dataset.</summary>
internal static class EvaluationSymbols
{
    /// <summary>Which tracks; by default those that the model was not fitted on.</summary>
    public static Option<string> Subset(string description)
    {
        var subset = new Option<string>("--subset") { Description = description, DefaultValueFactory = _ => EvaluationSubset.HeldOut };
        subset.AcceptOnlyFromAmong([.. EvaluationSubset.Names]);
        return subset;
    }
}
