using System.Runtime.CompilerServices;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>Shortens the first classification of a program: compiles the code of the features on another thread, while the first model loads.</summary>
/// <remarks>
/// Code that uses vectors of any length is compiled when it first runs, which takes longer than the features of half a minute of audio.
/// Nothing happens where code is compiled ahead of time (NativeAOT), or with one processor.
/// </remarks>
internal static class FirstFeatures
{
    // Resampled for every kind of features, as most audio is.
    private const int SampleRate = 48_000;

    private static int _isPrepared;

    /// <summary>Starts to compute the features of a second of audio, unless another model did. Returns immediately.</summary>
    public static void Prepare(FeaturePipeline pipeline)
    {
        if (RuntimeFeature.IsDynamicCodeCompiled && Environment.ProcessorCount > 1 && Interlocked.Exchange(ref _isPrepared, 1) == 0)
        {
            _ = Task.Run(() => Compute(pipeline));
        }
    }

    /// <summary>Computes the features of a second of audio. Never fails: features that cannot be computed fail for the caller's audio.</summary>
    internal static void Compute(FeaturePipeline pipeline)
    {
        float[] sound = new float[SampleRate];
        for (int i = 0; i < sound.Length; i++)
        {
            sound[i] = MathF.Sin(0.1f * i) / 2;
        }

        try
        {
            using AudioReader reader = new AudioBuffer(sound, SampleRate).OpenReader();
            pipeline.Extract(reader);
        }
        catch (GenreNetException)
        {
        }
    }
}
