using GenreNet.Core;
using GenreNet.Training.Fitting;
using TorchSharp;
using TorchSharp.Modules;

namespace GenreNet.Training.Runs;

/// <summary>Writes the figures of each epoch as it ends into an event file that TensorBoard reads, and passes progress on.</summary>
/// <remarks>
/// TorchSharp writes the file: records of length, masked CRC-32C, a message <c>Event</c>, masked CRC-32C. The tags are <c>loss/train</c>,
/// <c>loss/validation</c>, <c>accuracy/train</c>, <c>accuracy/validation</c> and <c>learning_rate</c>, the step is the epoch.
/// </remarks>
/// <param name="folder">Where to; created if need be.</param>
/// <param name="next">Whoever else is told; null for nobody.</param>
/// <param name="continues">Whether a run is gone on with: the events that are there stay.</param>
public sealed class TensorBoardLog(string folder, IProgress<TrainingProgress>? next, bool continues = false) : IProgress<TrainingProgress>
{
    private SummaryWriter? _writer;

    /// <summary>Takes notice of an epoch that has ended.</summary>
    /// <param name="value">Where the run stands.</param>
    /// <exception cref="GenreNetException">The folder cannot be written.</exception>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Completed is { } epoch)
        {
            // Members of an ensemble follow each other: the running epoch counts on, theirs begins again.
            Write(epoch, value.Epoch);
        }

        next?.Report(value);
    }

    private void Write(EpochResult epoch, int step)
    {
        try
        {
            _writer ??= Open();
            Add("loss/train", epoch.Loss, step);
            Add("loss/validation", epoch.ValidationLoss, step);
            Add("accuracy/train", epoch.Accuracy, step);
            Add("accuracy/validation", epoch.ValidationAccuracy, step);
            Add("learning_rate", epoch.LearningRate, step);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"the events for TensorBoard cannot be written to {folder} ({problem.Message.TrimEnd('.')}): free space there, or leave out --tensorboard.", problem);
        }
    }

    // Without validation tracks there are no figures of them.
    private void Add(string tag, double value, int step)
    {
        if (double.IsFinite(value))
        {
            _writer!.add_scalar(tag, (float)value, step);
        }
    }

    private SummaryWriter Open()
    {
        Directory.CreateDirectory(folder);
        // Events of an earlier run of the same folder would be drawn as a part of this one.
        foreach (string earlier in continues ? [] : Directory.GetFiles(folder, "events.out.tfevents.*"))
        {
            File.Delete(earlier);
        }

        return torch.utils.tensorboard.SummaryWriter(folder, createRunName: false);
    }
}
