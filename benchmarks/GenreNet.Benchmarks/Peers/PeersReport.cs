using System.Globalization;

namespace GenreNet.Benchmarks.Peers;

/// <summary>The figures of all rounds.</summary>
/// <param name="peers">The names of the peers.</param>
internal sealed class PeersReport(IReadOnlyList<string> peers)
{
    private const int CaseWidth = 22;
    private const int TimeWidth = 12;
    private const int RatioWidth = 20;

    private readonly List<IReadOnlyDictionary<string, double>> _own = [];
    private readonly Dictionary<string, List<IReadOnlyDictionary<string, double>>> _peers = peers.ToDictionary(peer => peer, _ => new List<IReadOnlyDictionary<string, double>>());
    private readonly List<double> _speedUps = [];

    /// <summary>Adds our figures of a round.</summary>
    public void AddOwn(IReadOnlyDictionary<string, double> times, double speedUp)
    {
        _own.Add(times);
        _speedUps.Add(speedUp);
    }

    /// <summary>Adds a peer's figures of the round whose own figures were added last.</summary>
    public void AddPeer(string peer, IReadOnlyDictionary<string, double> times) => _peers[peer].Add(times);

    /// <summary>Prints the table.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($"{"case (ms)",-CaseWidth}{"GenreNet",TimeWidth}{string.Concat(peers.Select(peer => $"{peer,TimeWidth}{"ours / it",RatioWidth}"))}");
        foreach (string name in MeasuredCase.All)
        {
            output.WriteLine($"{name,-CaseWidth}{Number(Median(_own, name)),TimeWidth}{string.Concat(peers.Select(peer => Columns(peer, name)))}");
        }

        output.WriteLine();
        output.WriteLine($"two threads over one  {Spread(_speedUps, Statistics.Median(_speedUps))} times as fast, over clips");
    }

    private static double Median(IEnumerable<IReadOnlyDictionary<string, double>> rounds, string name) => Statistics.Median(rounds.Select(round => round[name]));

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Spread(IReadOnlyCollection<double> rounds, double middle) => $"{Number(middle)} ({Number(rounds.Min())}-{Number(rounds.Max())})";

    private string Columns(string peer, string name)
    {
        double theirs = Median(_peers[peer], name);
        // Neighbours in time: what slows the machine down for a while slows down both.
        double[] ratios = [.. _own.Zip(_peers[peer], (own, their) => own[name] / their[name])];
        return $"{Number(theirs),TimeWidth}{Spread(ratios, Median(_own, name) / theirs),RatioWidth}";
    }
}
