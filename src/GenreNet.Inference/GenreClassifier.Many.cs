using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GenreNet.Core.Audio;
using GenreNet.Core.IO;

namespace GenreNet.Inference;

public sealed partial class GenreClassifier
{
    /// <summary>Classifies all audio files of a folder and its subfolders in parallel. Skips hidden files and links to folders.</summary>
    /// <param name="folder">The folder; its files are processed in ordinal order of their paths.</param>
    /// <param name="options">How clips are divided into segments and what the results contain; null for <see cref="Options"/>.</param>
    /// <param name="maxParallelism">Maximum number of files at a time, 1 or more; null for one per processor.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <returns>The results in order of completion: those of short files before those of long ones.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <inheritdoc cref="ClassifyManyAsync(IEnumerable{string}, ClassificationOptions, int?, CancellationToken)" path="/exception"/>
    public IAsyncEnumerable<ClassifiedFile> ClassifyManyAsync(
        string folder, ClassificationOptions? options = null, int? maxParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder {folder} does not exist: check the path.");
        }

        var search = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint | FileAttributes.System };
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*", search).Where(AudioFile.HasAudioExtension).Order(StringComparer.Ordinal);
        // Files found in a folder were not named by the caller: a pipe without a writer among them would block forever.
        return ClassifyManyAsync(files, InputFile.RequireRegular, options, maxParallelism, cancellationToken);
    }

    /// <summary>
    /// Classifies files in parallel. A file that cannot be classified does not stop the others; its result contains the error.
    /// </summary>
    /// <param name="paths">The paths of any number of files, enumerated as needed.</param>
    /// <param name="options">How clips are divided into segments and what the results contain; null for <see cref="Options"/>.</param>
    /// <param name="maxParallelism">Maximum number of files at a time, 1 or more; null for one per processor.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <returns>
    /// The results in order of completion: those of short files before those of long ones. Ending the enumeration stops the work.
    /// </returns>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public IAsyncEnumerable<ClassifiedFile> ClassifyManyAsync(
        IEnumerable<string> paths, ClassificationOptions? options = null, int? maxParallelism = null, CancellationToken cancellationToken = default) =>
        ClassifyManyAsync(paths, InputFile.RequireRegularOrPipe, options, maxParallelism, cancellationToken);

    private IAsyncEnumerable<ClassifiedFile> ClassifyManyAsync(
        IEnumerable<string> paths, Action<string> check, ClassificationOptions? options, int? maxParallelism, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        int parallelism = maxParallelism ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1, nameof(maxParallelism));
        options?.RequireFits(_model.Card.Features, _model.EmbeddingSize);
        return Many(paths, check, options, parallelism, cancellationToken);
    }

    private async IAsyncEnumerable<ClassifiedFile> Many(
        IEnumerable<string> paths, Action<string> check, ClassificationOptions? options, int parallelism, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A slow consumer slows down the work: the channel holds at most this many results.
        var answers = Channel.CreateBounded<ClassifiedFile>(new BoundedChannelOptions(parallelism) { SingleReader = true });
        Task work = Task.Run(() => FillAsync(answers.Writer, paths, check, options, parallelism, stop.Token), CancellationToken.None);
        try
        {
            await foreach (ClassifiedFile answer in answers.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return answer;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(false);
        }
    }

    private async Task FillAsync(
        ChannelWriter<ClassifiedFile> answers, IEnumerable<string> paths, Action<string> check, ClassificationOptions? options, int parallelism, CancellationToken cancellationToken)
    {
        Exception? end = null;
        try
        {
            var limits = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(
                paths, limits, (path, token) => answers.WriteAsync(ClassifyOne(path, check, options, token), token)).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            end = problem;
        }

        // The reader of the channel receives the exception that ended the work.
        answers.Complete(end);
    }

    private ClassifiedFile ClassifyOne(string path, Action<string> check, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            check(path);
            return new ClassifiedFile(path, Classify(path, options, progress: null, cancellationToken), null);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or ObjectDisposedException or OutOfMemoryException))
        {
            return new ClassifiedFile(path, null, problem);
        }
    }
}
