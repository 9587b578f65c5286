using System.Diagnostics;
using System.Globalization;
using GenreNet.Benchmarks.Peers;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Inference;

namespace GenreNet.Benchmarks.Inference;

/// <summary>
/// Measures the cost of classifying a file beyond its features, on one thread: time ratio, allocated memory, and memory over many clips.
/// </summary>
internal static class ClassifyCourse
{
    private const int WarmUps = 20;
    private const int Rounds = 15;
    private const int ClipsARound = 10;
    private const int Lines = 5;

    /// <summary>Runs the measurement.</summary>
    /// <param name="path">Path of the clip, a WAV file.</param>
    /// <param name="model">A model file; null for the default model.</param>
    /// <param name="clips">Number of clips to classify one after another at the end.</param>
    public static int Run(string path, string? model, int clips)
    {
        using GenreClassifier classifier = model is null ? GenreClassifier.LoadDefault() : GenreClassifier.Load(model);
        var pipeline = new FeaturePipeline(classifier.Card.Features);
        AudioBuffer clip = AudioBuffer.Load(path, classifier.Card.Features.SampleRate);
        float[] room = new float[pipeline.Extract(clip.OpenReader()).Values.Length];
        void Features()
        {
            using SegmentReader segments = pipeline.OpenReader(clip.OpenReader());
            segments.Read(room);
        }

        float[] samples = new float[clip.Samples.Length + 1];
        void Decode()
        {
            using AudioReader reader = AudioFile.Open(path);
            int filled = 0;
            for (int read; (read = reader.Read(samples.AsSpan(filled))) > 0;)
            {
                filled += read;
            }
        }

        void Classify() => classifier.Classify(path);
        (double decode, double features, double all) = Medians(Decode, Features, Classify);
        Print($"{clip.Duration.TotalSeconds:0.0} s of audio, medians of {Rounds} rounds: decode {decode:0.000} ms, features {features:0.000} ms, file to genre {all:0.000} ms");
        Print($"file to genre takes {all / features:0.00} of the time of the features alone");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < ClipsARound; i++)
        {
            Classify();
        }

        Print($"allocated per clip, including the prediction: {(GC.GetAllocatedBytesForCurrentThread() - before) / (double)ClipsARound / 1024:0.0} KB");
        Hold(Classify, clips);
        return 0;
    }

    private static void Hold(Action classify, int clips)
    {
        Console.WriteLine("  clips   resident MB   managed MB");
        for (int done = 0; done <= clips; done++)
        {
            if (done % Math.Max(1, clips / Lines) == 0)
            {
                using var process = Process.GetCurrentProcess();
                Print($"{done,7}   {process.WorkingSet64 / 1e6,11:0.0}   {GC.GetTotalMemory(forceFullCollection: true) / 1e6,10:0.00}");
            }

            classify();
        }
    }

    private static (double First, double Second, double Third) Medians(params Action[] actions)
    {
        for (int i = 0; i < WarmUps; i++)
        {
            Array.ForEach(actions, action => action());
        }

        double[][] times = [.. actions.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int action = 0; action < actions.Length; action++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < ClipsARound; i++)
                {
                    actions[action]();
                }

                times[action][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds / ClipsARound;
            }
        }

        double[] medians = [.. times.Select(Statistics.Median)];
        return (medians[0], medians[1], medians[2]);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
