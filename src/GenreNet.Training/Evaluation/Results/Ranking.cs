namespace GenreNet.Training.Evaluation;

/// <summary>Ranks probabilities in descending order; ties are broken by position in the list.</summary>
internal static class Ranking
{
    /// <summary>Returns the index of the largest value.</summary>
    /// <param name="values">At least one value.</param>
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

    /// <summary>Returns how many values rank before a given one.</summary>
    /// <param name="values">The values.</param>
    /// <param name="index">The index of the given value.</param>
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
