using System.Text;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Search;

/// <summary>What a search may try: settings and their ranges. Immutable.</summary>
/// <param name="Parameters">The settings, each once.</param>
public sealed record SearchSpace(IReadOnlyList<SearchParameter> Parameters)
{
    // Drawing what was drawn already means that the space is as good as exhausted.
    private const int MostRepeats = 200;

    // A sequence of its own: splits and fits draw from the same seed.
    private const ulong Stream = 0x74_75_6E_65;

    /// <summary>The settings that there is something to choose of.</summary>
    public IEnumerable<SearchParameter> Searched => Parameters.Where(p => !p.Range.IsFixed);

    /// <summary>Draws different points of the space, each independent of how many are drawn after it.</summary>
    /// <param name="count">How many are wanted.</param>
    /// <param name="seed">Equal seeds draw equal points.</param>
    /// <returns>For each point the value of each setting by name; fewer than wanted where the space has no more.</returns>
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

    // A setting is drawn by its name, so that adding another one leaves its values as they were.
    private Dictionary<string, string> Draw(SeededRandom random) => Parameters.ToDictionary(
        p => p.Name, p => p.Range.Draw(random.Fork(StreamOf(p.Name)), p.Tunable.Takes.IsWhole), StringComparer.Ordinal);

    private static ulong StreamOf(string name) =>
        Encoding.ASCII.GetBytes(name).Aggregate(14695981039346656037UL, (hash, letter) => unchecked((hash ^ letter) * 1099511628211UL)); // FNV-1a

    private string Key(Dictionary<string, string> point) => string.Join('\n', Parameters.Select(p => point[p.Name]));
}
