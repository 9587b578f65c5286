using System.Text;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Search;

/// <summary>Represents a search space: settings and their ranges. Immutable.</summary>
/// <param name="Parameters">The settings, each listed once.</param>
public sealed record SearchSpace(IReadOnlyList<SearchParameter> Parameters)
{
    // This many repeated points in a row mean that the space is practically exhausted.
    private const int MostRepeats = 200;

    // A separate random stream, because splits and fits use the same seed.
    private const ulong Stream = 0x74_75_6E_65;

    /// <summary>The settings that have more than one possible value.</summary>
    public IEnumerable<SearchParameter> Searched => Parameters.Where(p => !p.Range.IsFixed);

    /// <summary>Draws distinct points of the space; each point is independent of how many are drawn after it.</summary>
    /// <param name="count">Requested number of points.</param>
    /// <param name="seed">The seed; equal seeds give equal points.</param>
    /// <returns>The values of each point, by setting name; fewer points than requested if the space has no more.</returns>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Draw(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        SeededRandom random = new SeededRandom(seed).Fork(Stream);
        List<IReadOnlyDictionary<string, string>> points = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        ulong draw = 0;
        for (int repeats = 0; points.Count < count && repeats < MostRepeats; draw++)
        {
            Dictionary<string, string> point = Draw(random.Fork(draw));
            if (seen.Add(Key(point)))
            {
                points.Add(point);
                repeats = 0;
            }
            else
            {
                repeats++;
            }
        }

        return points;
    }

    // Each setting has its own stream, derived from its name, so that adding another setting does not change its values.
    private Dictionary<string, string> Draw(SeededRandom random) => Parameters.ToDictionary(
        p => p.Name, p => p.Range.Draw(random.Fork(StreamOf(p.Name)), p.Tunable.Takes.IsComplete), StringComparer.Ordinal);

    private static ulong StreamOf(string name) =>
        Encoding.ASCII.GetBytes(name).Aggregate(14695981039346656037UL, (hash, letter) => unchecked((hash ^ letter) * 1099511628211UL)); // FNV-1a

    private string Key(Dictionary<string, string> point) => string.Join('\n', Parameters.Select(p => point[p.Name]));
}
