using System.Globalization;
using GenreNet.Inference.Models;
using GenreNet.Training.Fitting.Linear;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli.Display;

/// <summary>What people are shown of the fit of a linear network.</summary>
internal static class LinearText
{
    /// <summary>Writes how it was fitted and how good the cross-validation says that it is.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="inner">The cross-validation.</param>
    /// <param name="size">The training part in words.</param>
    /// <param name="card">The card of the model.</param>
    public static void Write(Terminal terminal, LinearEvaluation inner, string size, ModelCard card)
    {
        foreach (string warning in inner.Fit.Warnings)
        {
            terminal.Warn(warning);
        }

        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Fitted {card.Network} ({card.ParameterCount:N0} parameters) on {size} by {(inner.Fit.Options.Method == LinearMethod.Logistic ? "logistic" : "ridge")} regression, L2 {inner.Fit.L2}{(inner.Fit.L2s.Count == 1 ? string.Empty : " chosen by cross-validation")}."));
        var tracks = inner.Result.Tracks;
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{inner.Fit.Folds}: {tracks.Right} of {tracks.Total} training tracks correct, {tracks.Accuracy:0.0 %} (95 % CI {100 * tracks.Interval.Low:0}-{100 * tracks.Interval.High:0} %)."));
    }
}
