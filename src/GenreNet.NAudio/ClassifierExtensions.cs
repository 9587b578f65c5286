using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Inference;
using NAudio.Wave;

namespace GenreNet.NAudio;

/// <summary>Classifies audio of NAudio: sample providers, and recording devices while they record.</summary>
/// <remarks>
/// A <see cref="WaveStream"/> is a <see cref="Stream"/>, so <c>classifier.Classify(waveStream)</c> would read its samples as the bytes of
/// an audio file. Call <see cref="AudioConversions.ToAudioReader(WaveStream, string)"/> first.
/// </remarks>
public static class ClassifierExtensions
{
    /// <summary>Classifies the rest of a sample provider's audio.</summary>
    /// <param name="classifier">Classifier to use.</param>
    /// <param name="provider">
    /// Provider to read until it returns 0. For a provider that never ends, set <see cref="ClassificationOptions.MaxDuration"/> or use
    /// NAudio's <c>Take</c>.
    /// </param>
    /// <param name="options">How to classify; null for the defaults of the classifier.</param>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    /// <exception cref="AudioFormatException">
    /// The provider has no samples, a format other than 32-bit IEEE float, or a sample that is not a finite number.
    /// </exception>
    /// <exception cref="ArgumentException">The options are out of range or not supported by the model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public static GenrePrediction Classify(
        this IGenreClassifier classifier,
        ISampleProvider provider,
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        using AudioReader audio = provider.ToAudioReader();
        return classifier.Classify(audio, options, progress, cancellationToken);
    }

    /// <summary>Classifies the rest of a sample provider's audio on a thread pool thread.</summary>
    /// <inheritdoc cref="Classify(IGenreClassifier, ISampleProvider, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)"/>
    public static Task<GenrePrediction> ClassifyAsync(
        this IGenreClassifier classifier,
        ISampleProvider provider,
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(provider);
        return Task.Run(() => classifier.Classify(provider, options, progress, cancellationToken), cancellationToken);
    }

    /// <summary>Records from a device and returns each segment as soon as it is classified.</summary>
    /// <param name="device">
    /// Device that is not recording, such as NAudio's <c>WaveIn</c> or <c>WasapiCapture</c>. It is started and stopped by the enumeration,
    /// and not disposed.
    /// </param>
    /// <param name="classifier">Classifier to use.</param>
    /// <param name="options">How the audio is divided into segments; null for the defaults of the classifier.</param>
    /// <param name="capture">How the audio is buffered; null for the defaults of <see cref="CaptureOptions"/>.</param>
    /// <param name="cancellationToken">
    /// Stops the recording at once, and ends the enumeration with <see cref="OperationCanceledException"/>.
    /// </param>
    /// <returns>
    /// The segments in chronological order; their times count from the start of the recording, also after audio was dropped. Recording
    /// starts and ends with the enumeration. The enumeration ends without an exception if the device is stopped by another part of the
    /// program, and with the device's exception if the device fails.
    /// </returns>
    /// <exception cref="AudioFormatException">The device records in a format that GenreNet does not decode.</exception>
    /// <exception cref="ArgumentException">The options are out of range or not supported by the model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    /// <remarks>
    /// The formats are those of <see cref="AudioConversions.ToAudioReader(WaveStream, string)"/>. Any sample rate is accepted. Buffers are
    /// copied, because NAudio reuses them.
    /// </remarks>
    /// <example>
    /// <code>
    /// using var microphone = new WaveIn();                     // package NAudio.WinMM
    /// LiveClassification live = microphone.ClassifyAsync(classifier, cancellationToken: stop.Token);
    /// await foreach (TimelineSegment segment in live)
    /// {
    ///     Console.WriteLine($"{segment.Start:mm\\:ss} {segment.Genre} ({live.DroppedBufferCount} buffers dropped)");
    /// }
    /// </code>
    /// </example>
    public static LiveClassification ClassifyAsync(
        this IWaveIn device,
        IGenreClassifier classifier,
        ClassificationOptions? options = null,
        CaptureOptions? capture = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(classifier);
        capture?.Validate();
        return new LiveClassification(device, classifier, options, capture ?? new CaptureOptions(), cancellationToken);
    }

    /// <summary>Records from a device and returns segments of a given length and distance as soon as they are classified.</summary>
    /// <param name="device">Device that is not recording. It is started and stopped by the enumeration, and not disposed.</param>
    /// <param name="classifier">Classifier to use.</param>
    /// <param name="window">
    /// Duration of a segment, see <see cref="ClassificationOptions.SegmentDuration"/>; null for that of the model. Only models of summary
    /// features accept another duration.
    /// </param>
    /// <param name="hop">
    /// Time between the starts of consecutive segments, see <see cref="ClassificationOptions.SegmentHop"/>; null for the default.
    /// </param>
    /// <param name="cancellationToken">
    /// Stops the recording at once, and ends the enumeration with <see cref="OperationCanceledException"/>.
    /// </param>
    /// <inheritdoc cref="ClassifyAsync(IWaveIn, IGenreClassifier, ClassificationOptions, CaptureOptions, CancellationToken)" path="/returns|/exception|/remarks"/>
    public static LiveClassification ClassifyAsync(
        this IWaveIn device, IGenreClassifier classifier, TimeSpan? window, TimeSpan? hop, CancellationToken cancellationToken = default) =>
        device.ClassifyAsync(
            classifier, new ClassificationOptions { SegmentDuration = window, SegmentHop = hop }, capture: null, cancellationToken);
}
