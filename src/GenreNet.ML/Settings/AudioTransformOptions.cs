namespace GenreNet.ML;

/// <summary>Specifies how the transforms of this package read audio files.</summary>
/// <remarks>Immutable. A saved pipeline contains <see cref="BadAudio"/> and <see cref="MaxDuration"/>, but not the other settings.</remarks>
/// <seealso cref="AudioFeatureOptions"/>
/// <seealso cref="GenreOptions"/>
public abstract record AudioTransformOptions
{
    private protected AudioTransformOptions()
    {
    }

    /// <summary>Gets what happens to a row whose file cannot be read. Default <see cref="BadAudioPolicy.Fail"/>.</summary>
    public BadAudioPolicy BadAudio { get; init; } = BadAudioPolicy.Fail;

    /// <summary>Gets the longest audio that is accepted; longer files are bad files. Null, the default, for no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>
    /// Gets how many files are decoded at the same time while the rows of a data view are read, 1 or more. Default: the number of
    /// processors.
    /// </summary>
    public int MaxParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Gets the receiver of files that cannot be read; null, the default, for none. It is called from several threads, and again each time
    /// that the data view is read.
    /// </summary>
    public IProgress<BadAudioFile>? BadFiles { get; init; }

    /// <summary>
    /// Gets the token that cancels reading: ML.NET's interfaces have no tokens. A cancelled read throws
    /// <see cref="OperationCanceledException"/> from the method of ML.NET that reads the rows.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    internal virtual void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxParallelism, 1);
        if (!Enum.IsDefined(BadAudio))
        {
            throw new ArgumentOutOfRangeException(nameof(BadAudio), BadAudio, $"The policy must be one of {string.Join(", ", Enum.GetNames<BadAudioPolicy>())}.");
        }

        if (MaxDuration is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(MaxDuration));
        }
    }
}

/// <summary>Specifies what happens to a row whose audio file is missing, damaged, empty or too long.</summary>
public enum BadAudioPolicy
{
    /// <summary>Reading the row throws a <see cref="Core.GenreNetException"/> with the path and the reason.</summary>
    Fail,

    /// <summary>
    /// The row has missing values: NaN in vectors and numbers, an empty text, a missing key. ML.NET's
    /// <c>ReplaceMissingValues</c> and <c>FilterRowsByMissingValues</c> handle them.
    /// </summary>
    Missing,

    /// <summary>
    /// The row is left out. Such a transform is a filter and not a mapping of rows, so a pipeline that contains it cannot be used in a
    /// <c>PredictionEngine</c>.
    /// </summary>
    Skip,
}

/// <summary>Represents an audio file that could not be read.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Path">The path, as it is in the row.</param>
/// <param name="Reason">Why it could not be read: one or two sentences.</param>
/// <seealso cref="AudioTransformOptions.BadFiles"/>
public sealed record BadAudioFile(string Path, string Reason);
