// Prints the genre of the music that the microphone records, until Ctrl+C.
//   dotnet run -c Release --project samples/Microphone                  (Windows)
//   dotnet run -c Release --project samples/Microphone -- song.wav      (plays a file in real time instead, on every system)
using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.NAudio;
using NAudio.Wave;

if (args.Length > 1 || (args.Length == 0 && !OperatingSystem.IsWindows()))
{
    Console.Error.WriteLine("usage: [WAV] (without a file, the microphone of Windows)");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

try
{
    using var classifier = GenreClassifier.LoadDefault();
    using IWaveIn device = args is [var file] ? new WavePlayback(file)
        : OperatingSystem.IsWindows() ? new WaveIn { WaveFormat = new WaveFormat(44100, 16, 1) }
        : throw new PlatformNotSupportedException();
    LiveClassification live = device.ClassifyAsync(classifier, cancellationToken: stop.Token);
    await foreach (TimelineSegment segment in live)
    {
        string genre = segment.IsSilent ? "silence" : FormattableString.Invariant($"{segment.Genre} ({segment.Probability:P0})");
        Console.WriteLine($"{segment.Start:mm\\:ss} {genre}");
    }

    if (live.DroppedBufferCount > 0)
    {
        Console.Error.WriteLine($"warning: the classifier was too slow; {live.DroppedDuration.TotalSeconds:0.0} s of audio were dropped.");
    }

    return 0;
}
catch (OperationCanceledException)
{
    return 0;
}
catch (Exception problem) when (problem is GenreNetException or IOException or NAudio.MmException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
