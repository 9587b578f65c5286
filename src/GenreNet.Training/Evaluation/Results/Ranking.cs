namespace GenreNet.Training.Evaluation;

/// <summary>The order of probabilities, the largest first; of equal ones the first in the list.</summary>
internal static class Ranking
{
    /// <summary>Where the largest value is.</summary>
    /// <param name="values">One or more numbers.</param>
    public static int IndexOfLargest<T>(IReadOnlyList<T> values)
        where T : IComparable<T>
    {
        int best = 0;
        for (int i = 1; i < values.Count; i++)
        {
            best = values[i].CompareTo(values[best]) > 0 ? i : best;
        }

        return best;
    }

    /// <summary>How many values stand before one of them.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="index">Which of them.</param>
    public static int RankOf<T>(IReadOnlyList<T> values, int index)
        where T : IComparable<T>
    {
        int before = 0;
        for (int i = 0; i < values.Count; i++)
        {
            int order = values[i].CompareTo(values[index]);
            before += order > 0 || (order == 0 && i < index) ? 1 : 0;
        }

        return before;
    }
}
