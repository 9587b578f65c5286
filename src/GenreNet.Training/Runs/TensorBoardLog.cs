using GenreNet.Core;
using GenreNet.Training.Fitting;
using TorchSharp;
using TorchSharp.Modules;

namespace GenreNet.Training.Runs;

/// <summary>Writes the figures of each completed epoch to a TensorBoard event file and forwards progress reports.</summary>
/// <remarks>
/// TorchSharp writes the file: each record consists of length, masked CRC-32C, an <c>Event</c> message and masked CRC-32C. The tags are
/// <c>loss/train</c>, <c>loss/validation</c>, <c>accuracy/train</c>, <c>accuracy/validation</c> and <c>learning_rate</c>; the step is the
/// epoch.
/// </remarks>
/// <param name="folder">The target folder; created if it does not exist.</param>
/// <param name="next">Receives the forwarded reports; null for none.</param>
/// <param name="continues">Whether a run is resumed, in which case existing events are kept.</param>
public sealed class TensorBoardLog(string folder, IProgress<TrainingProgress>? next, bool continues = false) : IProgress<TrainingProgress>
{
    private SummaryWriter? _writer;

    /// <summary>Records the epoch if it is complete, and forwards the report.</summary>
    /// <param name="value">The progress of the run.</param>
    /// <exception cref="GenreNetException">The folder cannot be written.</exception>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Completed is { } epoch)
        {
            // Members of an ensemble are trained one after another: the reported epoch keeps counting, while that of the member restarts.
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
            throw new GenreNetException($"Cannot write TensorBoard events to {folder} ({problem.Message.TrimEnd('.')}): check its permissions and free space, or omit --tensorboard.", problem);
        }
    }

    // Without validation tracks, the validation figures are NaN.
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
        // Events of an earlier run in the same folder would be displayed as part of this one.
        foreach (string earlier in continues ? [] : Directory.GetFiles(folder, "events.out.tfevents.*"))
        {
            File.Delete(earlier);
        }

        return torch.utils.tensorboard.SummaryWriter(folder, createRunName: false);
    }
}
