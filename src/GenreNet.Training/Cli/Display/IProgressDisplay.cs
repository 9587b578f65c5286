using GenreNet.Core.Audio;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>Displays the progress of long operations.</summary>
internal interface IProgressDisplay
{
    /// <summary>Runs an operation that counts items.</summary>
    /// <param name="title">What the operation does.</param>
    /// <param name="unit">What is counted, as a plural noun.</param>
    /// <param name="work">The operation; it receives a callback that takes the number of completed items and the total.</param>
    T Count<T>(string title, string unit, Func<Action<int, int>, T> work);

    /// <summary>Runs an operation that describes its own progress.</summary>
    /// <param name="work">The operation; it receives a callback that takes a description and the completed share, 0 to 1.</param>
    T Describe<T>(Func<Action<Func<string>, double>, T> work);

    /// <summary>Runs a training and displays its progress.</summary>
    /// <param name="work">The training; it receives a progress reporter.</param>
    T Fit<T>(Func<IProgress<TrainingProgress>, T> work);

    /// <summary>Runs a classification; displays progress only if it takes long.</summary>
    /// <param name="title">What is being classified.</param>
    /// <param name="work">The classification; it receives a progress reporter.</param>
    T Listen<T>(string title, Func<IProgress<AudioProgress>, T> work);
}
