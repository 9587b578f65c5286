using System.Globalization;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Collects and prints the results of all rounds.</summary>
/// <param name="peers">Names of the peers.</param>
internal sealed class PeersReport(IReadOnlyList<string> peers)
{
    private const int SpeedUpRepeats = 5;
    private const int CaseWidth = 22;
    private const int TimeWidth = 12;
    private const int RatioWidth = 24;

    private readonly List<IReadOnlyDictionary<string, double>> _own = [];
    private readonly Dictionary<string, List<IReadOnlyDictionary<string, double>>> _peers =
        peers.ToDictionary(peer => peer, _ => new List<IReadOnlyDictionary<string, double>>());

    private readonly List<double> _reuse = [];
    private readonly List<double> _speedUps = [];
    private readonly List<double> _machine = [];

    /// <summary>Measures one round of GenreNet.</summary>
    public void AddOwn(OwnMeasurement own, int repeats)
    {
        _own.Add(own.Measure(repeats));
        _reuse.Add(own.MeasureReuse(repeats));
        _speedUps.Add(own.SpeedUpOfTwoThreads(SpeedUpRepeats));
        _machine.Add(ThreadSpeedUp.OfMachine(SpeedUpRepeats));
    }

    /// <summary>Adds the results of a peer to the round whose GenreNet results were added last.</summary>
    public void AddPeer(string peer, IReadOnlyDictionary<string, double> times) => _peers[peer].Add(times);

    /// <summary>Prints the table, and the results of GenreNet alone.</summary>
    public void Write(TextWriter output, OwnMeasurement own)
    {
        IEnumerable<string> heads = peers.Select(peer => $"{peer,TimeWidth}{"ratio",RatioWidth}");
        output.WriteLine($"{"case (ms)",-CaseWidth}{"GenreNet",TimeWidth}{string.Concat(heads)}");
        foreach (string name in MeasuredCase.All)
        {
            IEnumerable<string> columns = peers.Select(peer => Columns(peer, name));
            output.WriteLine($"{name,-CaseWidth}{Number(Median(_own, name)),TimeWidth}{string.Concat(columns)}");
        }

        (double memory, double file, double reuse) = own.Allocated();
        output.WriteLine();
        output.WriteLine("GenreNet alone:");
        output.WriteLine($"  decoding into a reused buffer, and MFCC: {Spread(_reuse)} ms per clip");
        output.WriteLine($"  speed-up of two threads over clips: {Spread(_speedUps)}; of arithmetic without shared memory on this machine: {Spread(_machine)}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  allocated per clip: {memory:0} bytes from memory, {file:0} bytes from a file including its samples, {reuse:0} bytes from a file into a reused buffer"));
    }

    private static double Median(IEnumerable<IReadOnlyDictionary<string, double>> rounds, string name) =>
        Statistics.Median(rounds.Select(round => round[name]));

    private static string Number(double value) => value.ToString(value < 0.1 ? "0.0000" : "0.00", CultureInfo.InvariantCulture);

    private static string Spread(IReadOnlyCollection<double> rounds, double middle) => $"{Number(middle)} ({Number(rounds.Min())}-{Number(rounds.Max())})";

    private static string Spread(IReadOnlyCollection<double> rounds) => Spread(rounds, Statistics.Median(rounds));

    private string Columns(string peer, string name)
    {
        double theirs = Median(_peers[peer], name);
        // Ratios of the same round, because other load on the machine slows down both programs.
        double[] ratios = [.. _own.Zip(_peers[peer], (own, their) => own[name] / their[name])];
        return $"{Number(theirs),TimeWidth}{Spread(ratios, Median(_own, name) / theirs),RatioWidth}";
    }
}
