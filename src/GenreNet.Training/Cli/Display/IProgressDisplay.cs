using GenreNet.Core.Audio;
using GenreNet.Inference;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>Shows how far long work is.</summary>
internal interface IProgressDisplay
{
    /// <summary>Runs work that counts things.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="unit">What is counted, in the plural.</param>
    /// <param name="work">The work; it is given a way to tell how many are done, of how many.</param>
    T Count<T>(string title, string unit, Func<Action<int, int>, T> work);

    /// <summary>Runs a training.</summary>
    /// <param name="work">The work; it is given a way to tell where it stands.</param>
    T Fit<T>(Func<IProgress<TrainingProgress>, T> work);

    /// <summary>Runs a classification; only one that takes long is shown.</summary>
    /// <param name="title">What is being classified.</param>
    /// <param name="work">The work; it is given a way to tell how far it is.</param>
    T Listen<T>(string title, Func<IProgress<AudioProgress>, T> work);
}
