using System.Globalization;
using System.Runtime.InteropServices;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Compares GenreNet with other implementations of the same work, measured alternately on this machine.</summary>
internal static class PeersCommand
{
    // Minimum number of measurements per case, program and round.
    private const int MeasurementsPerRound = 100;

    /// <summary>Runs the comparison.</summary>
    /// <param name="arguments">The arguments after <c>--peers</c>.</param>
    /// <returns>0, 1 if a peer failed, 2 if the arguments are not valid or a clip cannot be used.</returns>
    public static int Run(string[] arguments)
    {
        try
        {
            Compare(PeersOptions.Parse(arguments));
            return 0;
        }
        catch (InvalidOperationException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
        catch (Exception problem) when (problem is ArgumentException or GenreNetException or FileNotFoundException)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
    }

    private static void Compare(PeersOptions options)
    {
        using var folder = new TemporaryFolder();
        MeasuredClip[] clips = Collect(options.Clips, folder);
        List<string> missing = [];
        IReadOnlyList<IPeer> peers = PeerPrograms.Prepare(folder, missing);
        missing.ForEach(Console.WriteLine);

        int repeats = Math.Max(3, (MeasurementsPerRound + clips.Length - 1) / clips.Length);
        var own = new OwnMeasurement(clips);
        var report = new PeersReport([.. peers.Select(peer => peer.Name)]);
        SortedSet<string> notes = new(StringComparer.Ordinal);
        for (int round = 1; round <= options.Rounds; round++)
        {
            Console.Error.WriteLine($"round {round} of {options.Rounds}");
            report.AddOwn(own, repeats);
            foreach (IPeer peer in peers)
            {
                report.AddPeer(peer.Name, peer.Measure(clips, repeats, notes));
            }
        }

        foreach (string note in notes)
        {
            Console.WriteLine(note);
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{clips.Length} clips, one thread, {DateTime.UtcNow:yyyy-MM-dd}, {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors."));
        Console.WriteLine($"Medians over rounds ({options.Rounds} in total), with minimum and maximum in parentheses. A ratio below 1 means that GenreNet is faster.");
        if (options.Rounds < PeersOptions.UsualRounds)
        {
            Console.WriteLine($"Fewer than {PeersOptions.UsualRounds} rounds are not reliable: use more rounds for a published figure.");
        }

        Console.WriteLine();
        report.Write(Console.Out, own);
    }

    private static MeasuredClip[] Collect(IReadOnlyList<string> paths, TemporaryFolder folder)
    {
        int rate = FeatureOptions.Default.Mfcc.SampleRate;
        AudioBuffer[] audio = paths.Count > 0 ? [.. paths.Select(path => AudioBuffer.Load(path, rate))] : Clips.OfEveryStyle();
        IReadOnlyList<string> names = paths.Count > 0 ? paths : SyntheticDataset.Styles;
        return [.. audio.Select((clip, i) => MeasuredClip.Write(folder[$"{i}.wav"], clip, names[i]))];
    }
}
