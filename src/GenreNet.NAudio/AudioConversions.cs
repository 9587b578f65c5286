using System.Runtime.CompilerServices;
using GenreNet.Core;
using GenreNet.Core.Audio;
using NAudio.Wave;

namespace GenreNet.NAudio;

/// <summary>Converts between the audio sources of NAudio and <see cref="AudioReader"/>.</summary>
/// <remarks>
/// Channels are mixed to their mean. Sample rates are converted by <see cref="AudioReader.ResampledTo"/>, never by NAudio. A conversion
/// does not own its source: dispose the source after the result has been used.
/// </remarks>
/// <example>
/// <code>
/// using var stream = new WaveFileReader("song.wav");
/// using AudioReader audio = stream.ToAudioReader("song.wav");
/// GenrePrediction song = classifier.Classify(audio);
/// </code>
/// </example>
public static class AudioConversions
{
    private const string DefaultName = "audio";

    /// <summary>Returns a reader of the rest of a stream.</summary>
    /// <param name="stream">Stream to read; stays open when the reader is disposed.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <returns>
    /// A reader from the current position to the end. Its <see cref="AudioReader.SampleCount"/> is known for <see cref="WaveFileReader"/>
    /// and <see cref="AiffFileReader"/> only, because other streams estimate their length.
    /// </returns>
    /// <remarks>
    /// Formats: PCM of 8, 16, 24 and 32 bits, IEEE float of 32 and 64 bits, A-law and mu-law, also as WAVE_FORMAT_EXTENSIBLE.
    /// </remarks>
    /// <exception cref="AudioFormatException">The stream has another format, or contains no samples.</exception>
    // NAudio's AudioFileReader is a stream and a sample provider: without a priority, the call is ambiguous.
    [OverloadResolutionPriority(2)]
    public static AudioReader ToAudioReader(this WaveStream stream, string name = DefaultName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long? length = stream is WaveFileReader or AiffFileReader ? Math.Max(0, stream.Length - stream.Position) : null;
        return new WaveProviderReader(stream, length, name);
    }

    /// <summary>Returns a reader of a sample provider.</summary>
    /// <param name="provider">Provider to read until it returns 0; not disposed with the reader.</param>
    /// <param name="name">Name of the audio in messages.</param>
    /// <exception cref="AudioFormatException">
    /// The provider's wave format is not IEEE float of 32 bits with at least one channel.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public static AudioReader ToAudioReader(this ISampleProvider provider, string name = DefaultName)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new SampleProviderReader(provider, name);
    }

    /// <summary>Returns a reader of a wave provider.</summary>
    /// <param name="provider">
    /// Provider to read until it returns 0; not disposed with the reader. A <see cref="BufferedWaveProvider"/> ends only if its
    /// <see cref="BufferedWaveProvider.ReadFully"/> is false.
    /// </param>
    /// <param name="name">Name of the audio in messages.</param>
    /// <exception cref="AudioFormatException">The provider has another format, or contains no samples.</exception>
    /// <inheritdoc cref="ToAudioReader(WaveStream, string)" path="/remarks"/>
    public static AudioReader ToAudioReader(this IWaveProvider provider, string name = DefaultName)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider is WaveStream stream ? stream.ToAudioReader(name) : new WaveProviderReader(provider, length: null, name);
    }

    /// <summary>Returns a sample provider of the rest of a reader's audio, for example to play or to write it with NAudio.</summary>
    /// <param name="audio">Reader to read; dispose it after the provider has been used.</param>
    /// <returns>
    /// A provider of mono samples at <see cref="AudioReader.SampleRate"/>. It fills each buffer completely until the audio ends, as the
    /// mixers of NAudio expect.
    /// </returns>
    public static ISampleProvider ToSampleProvider(this AudioReader audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return new ReaderSampleProvider(audio);
    }
}
