#!/usr/bin/env dotnet
// Computes the MFCCs of audio files, as librosa does, and writes them to one .npz file: an array [frames, 13] per file with its name.
//   dotnet run mfcc.cs features.npz one.wav two.mp3
//   python -c "import numpy; print(numpy.load('features.npz')['one'].shape)"
#:package GenreNet.Core@*-*
#:property PublishAot=false
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Numpy;

if (args is not [var output, .. var files] || files.Length == 0)
{
    Console.Error.WriteLine("usage: dotnet run mfcc.cs FEATURES.npz AUDIO...");
    return 2;
}

try
{
    var extractor = new FeatureExtractor(new MfccOptions());
    var arrays = new List<NpzEntry>();
    foreach (string file in files)
    {
        AudioBuffer clip = AudioBuffer.Load(file, sampleRate: 22050);
        float[] rows = extractor.Extract(clip.Samples.Span);
        int frames = rows.Length / extractor.ValueCount;
        arrays.Add(NpzEntry.Of(Path.GetFileNameWithoutExtension(file), NpyArray.Create(rows, frames, extractor.ValueCount)));
        Console.WriteLine($"{file}: {frames} frames");
    }

    NpzWriter.Write(output, arrays);
    return 0;
}
catch (Exception problem) when (problem is GenreNetException or IOException or ArgumentException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
