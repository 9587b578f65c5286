using GenreNet.Core;
using GenreNet.Core.Audio;
using NAudio.Wave;

namespace GenreNet.NAudio;

/// <summary>Interprets wave formats of NAudio by the rules for WAV files.</summary>
internal static class WaveLayout
{
    /// <summary>Returns the layout of the samples of a format.</summary>
    /// <param name="format">Format of a provider or of a recording device.</param>
    /// <param name="name">Name of the audio in messages.</param>
    /// <exception cref="AudioFormatException">The format cannot be decoded.</exception>
    public static PcmLayout Of(WaveFormat format, string name)
    {
        // These bytes are the content of a fmt chunk. NAudio returns extensible formats as several types, which have the same bytes.
        byte[] content = format.ToWaveFormatExBytes();
        AudioFormatException? cause = null;
        try
        {
            using var source = new ByteSource(new MemoryStream(content), name, ownsStream: true);
            if (WavFormatChunk.Read(source, new HeaderFields(BigEndian: false), (uint)content.Length) is PcmLayout layout)
            {
                return layout with { Format = "NAudio", Warning = null };
            }
        }
        catch (AudioFormatException problem)
        {
            cause = problem;
        }

        throw new AudioFormatException(
            name,
            $"the wave format is {Describe(format)}, which GenreNet does not decode. Convert the audio to PCM of 16, 24 or 32 bits or to 32-bit IEEE float first.",
            innerException: cause);
    }

    /// <summary>Describes a format for messages.</summary>
    public static string Describe(WaveFormat format) =>
        FormattableString.Invariant($"{format.Encoding} with {format.BitsPerSample} bits, {format.Channels} channels and {format.SampleRate} Hz");
}
