using GenreNet.Core.Numerics;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Distributes units of mixed classes over parts so that every part gets its fraction of every class, as closely as undivided units allow.
/// </summary>
/// <remarks>
/// Units are placed in order of decreasing size, each into the part where the counts come closest to the target, like scikit-learn's
/// StratifiedGroupKFold; then single moves and exchanges follow as long as they help. The distance is Pearson's chi-squared over the
/// classes and the total; a part without any unit of a class counts more than all of that. The problem is NP-hard, so several orders are
/// tried if a class is missing from a part.
/// </remarks>
internal sealed class StratifiedPartition
{
    private const double MissingClass = 1e9;
    private const double Tolerance = 1e-9;
    private const int MostPasses = 50;
    private const int MostAttempts = 32;

    // Exchanges examine all pairs. Beyond this limit there are enough small units for single moves to suffice.
    private const long MostExchangeWork = 50_000_000;

    private readonly IReadOnlyList<PartitionUnit> _units;
    private readonly double[][] _wanted;
    private readonly int[][] _counts;
    private readonly int[] _parts;
    private readonly int _classCount;

    private StratifiedPartition(IReadOnlyList<PartitionUnit> units, double[] shares)
    {
        _units = units;
        _classCount = units[0].Counts.Length;
        int[] totals = new int[_classCount + 1];
        foreach (PartitionUnit unit in units)
        {
            for (int c = 0; c <= _classCount; c++)
            {
                totals[c] += CountOf(unit, c);
            }
        }

        _wanted = [.. shares.Select(share => totals.Select(total => share * total).ToArray())];
        _counts = [.. shares.Select(_ => new int[_classCount + 1])];
        _parts = new int[units.Count];
    }

    private double Cost => _counts.Select((row, part) => row.Select((count, c) => _wanted[part][c] == 0 ? 0 : Distance(part, c, count) + (count == 0 ? MissingClass : 0)).Sum()).Sum();

    /// <summary>Assigns each unit to a part.</summary>
    /// <param name="units">One or more units, in an order that does not depend on where they came from.</param>
    /// <param name="shares">Fraction of each part; the fractions add up to one.</param>
    /// <param name="random">Breaks ties.</param>
    /// <returns>The part of every unit, and the number of items of each class in each part: <c>[parts][classes]</c>.</returns>
    public static (int[] Parts, int[][] Counts) Assign(IReadOnlyList<PartitionUnit> units, double[] shares, SeededRandom random)
    {
        StratifiedPartition? best = null;
        for (int attempt = 0; attempt < MostAttempts && !(best?.Cost < MissingClass); attempt++)
        {
            var tried = new StratifiedPartition(units, shares);
            tried.Place(random.Fork((ulong)attempt), largestFirst: attempt % 2 == 0);
            tried.Improve();
            best = best is null || tried.Cost < best.Cost - Tolerance ? tried : best;
        }

        return (best!._parts, [.. best._counts.Select(row => row[..^1])]);
    }

    private void Place(SeededRandom random, bool largestFirst)
    {
        int[] order = [.. Enumerable.Range(0, _units.Count)];
        random.Shuffle<int>(order);
        int[] parts = [.. Enumerable.Range(0, _counts.Length)];
        foreach (int unit in largestFirst ? order.OrderByDescending(i => _units[i].Size) : order.AsEnumerable())
        {
            random.Shuffle<int>(parts);
            (int chosen, double lowest) = (parts[0], double.PositiveInfinity);
            foreach (int part in parts)
            {
                double change = Change(part, null, _units[unit]);
                (chosen, lowest) = change < lowest - Tolerance ? (part, change) : (chosen, lowest);
            }

            _parts[unit] = chosen;
            Update(chosen, _units[unit], 1);
        }
    }

    private void Improve()
    {
        bool mayExchange = (long)_units.Count * _units.Count * (_classCount + 1) <= MostExchangeWork;
        for (int pass = 0; pass < MostPasses; pass++)
        {
            bool hasMoved = false;
            for (int unit = 0; unit < _units.Count; unit++)
            {
                hasMoved |= MoveAlone(unit);
            }

            if (!hasMoved && !(mayExchange && Exchange()))
            {
                return;
            }
        }
    }

    private bool MoveAlone(int unit)
    {
        int from = _parts[unit];
        double left = Change(from, _units[unit], null);
        (int best, double lowest) = (from, -Tolerance);
        for (int part = 0; part < _counts.Length; part++)
        {
            double change = part == from ? 0 : left + Change(part, null, _units[unit]);
            (best, lowest) = change < lowest ? (part, change) : (best, lowest);
        }

        Move(unit, best);
        return best != from;
    }

    private bool Exchange()
    {
        bool hasMoved = false;
        for (int i = 0; i < _units.Count; i++)
        {
            for (int k = i + 1; k < _units.Count; k++)
            {
                (int one, int other) = (_parts[i], _parts[k]);
                if (one != other && Change(one, _units[i], _units[k]) + Change(other, _units[k], _units[i]) < -Tolerance)
                {
                    Move(i, other);
                    Move(k, one);
                    hasMoved = true;
                }
            }
        }

        return hasMoved;
    }

    private void Move(int unit, int part)
    {
        Update(_parts[unit], _units[unit], -1);
        _parts[unit] = part;
        Update(part, _units[unit], 1);
    }

    private void Update(int part, PartitionUnit unit, int sign)
    {
        for (int c = 0; c <= _classCount; c++)
        {
            _counts[part][c] += sign * CountOf(unit, c);
        }
    }

    /// <summary>Computes the change in a part's cost when one unit is removed and another is added.</summary>
    private double Change(int part, PartitionUnit? removed, PartitionUnit? added)
    {
        (double change, int missing) = (0, 0);
        for (int c = 0; c <= _classCount; c++)
        {
            int difference = (added is null ? 0 : CountOf(added, c)) - (removed is null ? 0 : CountOf(removed, c));
            if (difference != 0 && _wanted[part][c] > 0)
            {
                int count = _counts[part][c];
                change += Distance(part, c, count + difference) - Distance(part, c, count);
                missing += (count + difference == 0 ? 1 : 0) - (count == 0 ? 1 : 0);
            }
        }

        return change + (missing * MissingClass);
    }

    private double Distance(int part, int c, int count)
    {
        double difference = count - _wanted[part][c];
        return difference * difference / _wanted[part][c];
    }

    /// <summary>Returns the count of a class; the class after the last is the total.</summary>
    private int CountOf(PartitionUnit unit, int c) => c < _classCount ? unit.Counts[c] : unit.Size;
}
