using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Peers;

/// <summary>A clip on disk, as every program can read it, and in memory.</summary>
/// <param name="Path">A WAV file, 16-bit mono at the rate of the features.</param>
/// <param name="Samples">The samples that are measured: half a minute at most, as the peers take it.</param>
internal sealed record MeasuredClip(string Path, ReadOnlyMemory<float> Samples)
{
    private const int MostSegments = 10;

    /// <summary>The most samples of a clip that are measured.</summary>
    public static int MostSamples => MostSegments * SegmentLength;

    /// <summary>Samples of a segment of 3 s.</summary>
    public static int SegmentLength => FeatureOptions.Default.SegmentLength;

    /// <summary>Writes a copy that the peers understand, since they read nothing but 16-bit mono WAV at one rate.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="audio">The clip, at the rate of the features.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ArgumentException">It is too short.</exception>
    public static MeasuredClip Write(string path, AudioBuffer audio, string name)
    {
        if (audio.Samples.Length < SegmentLength)
        {
            throw new ArgumentException($"{name} is shorter than a segment of {FeatureOptions.Default.SegmentSeconds} s: give a longer clip.");
        }

        WavWriter.Write(path, audio.Samples, audio.SampleRate);
        return new MeasuredClip(path, Measured(AudioBuffer.Load(path)));
    }

    /// <summary>What is measured of a clip.</summary>
    public static ReadOnlyMemory<float> Measured(AudioBuffer audio) => audio.Samples[..Math.Min(audio.Samples.Length, MostSamples)];
}
