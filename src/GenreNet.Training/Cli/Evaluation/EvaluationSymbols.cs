using System.CommandLine;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Cli;

/// <summary>Options of the commands that evaluate a model on a dataset.</summary>
internal static class EvaluationSymbols
{
    /// <summary>Creates the option that selects the evaluated tracks; by default, those that the model was not fitted on.</summary>
    public static Option<string> Subset(string description)
    {
        var subset = new Option<string>("--subset") { Description = description, DefaultValueFactory = _ => EvaluationSubset.HeldOut };
        CliSymbols.AcceptOnly(subset, EvaluationSubset.Names);
        return subset;
    }
}
