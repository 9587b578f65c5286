using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Represents a clip on disk, in a format that every program can read, and in memory.</summary>
/// <param name="Path">Path of a WAV file, 16-bit mono at the sample rate of the features.</param>
/// <param name="Samples">The measured samples: at most 30 s, as in the peers.</param>
internal sealed record MeasuredClip(string Path, ReadOnlyMemory<float> Samples)
{
    private const int MostSegments = 10;

    /// <summary>Maximum number of measured samples per clip.</summary>
    public static int MostSamples => MostSegments * SegmentLength;

    /// <summary>Number of samples of a segment of 3 s.</summary>
    public static int SegmentLength => FeatureOptions.Default.SegmentLength;

    /// <summary>Writes a copy for the peers, which read only 16-bit mono WAV at one sample rate.</summary>
    /// <param name="path">Path of the copy.</param>
    /// <param name="audio">The clip, at the sample rate of the features.</param>
    /// <param name="name">Name of the clip in messages.</param>
    /// <exception cref="ArgumentException">The clip is too short.</exception>
    public static MeasuredClip Write(string path, AudioBuffer audio, string name)
    {
        if (audio.Samples.Length < SegmentLength)
        {
            throw new ArgumentException($"{name} is shorter than a segment of {FeatureOptions.Default.SegmentSeconds} s: specify a longer clip.");
        }

        WavWriter.Write(path, audio.Samples, audio.SampleRate);
        return new MeasuredClip(path, Measured(AudioBuffer.Load(path)));
    }

    /// <summary>Returns the part of a clip that is measured.</summary>
    public static ReadOnlyMemory<float> Measured(AudioBuffer audio) => audio.Samples[..Math.Min(audio.Samples.Length, MostSamples)];
}
