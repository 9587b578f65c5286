// Filters a song with NWaves, as a telephone does, and prints the genre before and after: does the classifier need bass and treble?
//   dotnet run -c Release --project samples/NWaves -- song.wav [filtered.wav]
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Inference;
using NWaves.Filters.Base;
using NWaves.Filters.BiQuad;
using NWaves.Signals;

if (args is not [var path, .. var rest] || rest.Length > 1)
{
    Console.Error.WriteLine("usage: SONG [FILTERED.wav] (the song to classify, and a file for the filtered song)");
    return 2;
}

try
{
    using var classifier = GenreClassifier.LoadDefault();
    using AudioReader reader = AudioFile.Open(path);
    DiscreteSignal song = Read(reader);
    DiscreteSignal telephone = Chain(song.SamplingRate).ApplyTo(song);
    Print("original", classifier.Classify(song.Samples.AsMemory(), song.SamplingRate));
    Print("telephone", classifier.Classify(telephone.Samples.AsMemory(), telephone.SamplingRate));

    // The same filter while the audio arrives, in constant memory: each segment has an answer as soon as it is complete.
    await foreach (TimelineSegment segment in classifier.ClassifyStreamAsync(Filtered(path), song.SamplingRate))
    {
        Console.WriteLine($"  {segment.Start:mm\\:ss} {segment.Genre}");
    }

    if (rest is [var output])
    {
        // WAV files of 16 bits hold samples from -1 to 1, and a filter can exceed them.
        float peak = telephone.Samples.Max(Math.Abs);
        WavWriter.Write(output, Array.ConvertAll(telephone.Samples, sample => sample / Math.Max(1, peak)), telephone.SamplingRate);
    }

    return 0;
}
catch (Exception problem) when (problem is GenreNetException or IOException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

// From a reader of GenreNet, which decodes more formats than NWaves, to a signal of NWaves.
static DiscreteSignal Read(AudioReader reader)
{
    var samples = new List<float>();
    float[] block = new float[65_536];
    for (int count = reader.Read(block); count > 0; count = reader.Read(block))
    {
        samples.AddRange(block.AsSpan(0, count));
    }

    return new DiscreteSignal(reader.SampleRate, samples);
}

static async IAsyncEnumerable<ReadOnlyMemory<float>> Filtered(string path)
{
    using AudioReader reader = AudioFile.Open(path);
    FilterChain chain = Chain(reader.SampleRate);
    float[] block = new float[65_536];
    for (int count = await reader.ReadAsync(block); count > 0; count = await reader.ReadAsync(block))
    {
        for (int i = 0; i < count; i++)
        {
            block[i] = chain.Process(block[i]);
        }

        yield return block.AsMemory(0, count);
    }
}

// Frequencies of NWaves are fractions of the sample rate.
static FilterChain Chain(double sampleRate) => new([new HighPassFilter(300 / sampleRate), new LowPassFilter(3400 / sampleRate)]);

static void Print(string name, GenrePrediction answer) => Console.WriteLine($"{name}: {answer.Genre} ({answer.Confidence:P0})");
