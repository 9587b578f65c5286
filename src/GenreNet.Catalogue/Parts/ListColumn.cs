namespace GenreNet.Catalogue;

/// <summary>
/// Converts between lists and the three arrays of a Parquet column of lists: values, definition levels and repetition levels.
/// </summary>
/// <remarks>The levels are those of the Dremel paper (Melnik et al., 2010) for an optional list of required elements.</remarks>
internal static class ListColumn
{
    // Definition levels: 0 is a missing list, 1 an empty one, 2 an element.
    private const int EmptyList = 1;
    private const int Present = 2;

    /// <summary>Computes the levels of lists.</summary>
    /// <param name="lengths">Number of elements of each list.</param>
    public static (int[] Definitions, int[] Repetitions) Levels(IReadOnlyList<int> lengths)
    {
        int count = lengths.Sum(length => Math.Max(length, 1));
        int[] definitions = new int[count];
        int[] repetitions = new int[count];
        int next = 0;
        foreach (int length in lengths)
        {
            definitions[next] = length == 0 ? EmptyList : Present;
            next++;
            for (int i = 1; i < length; i++, next++)
            {
                definitions[next] = Present;
                repetitions[next] = 1;
            }
        }

        return (definitions, repetitions);
    }

    /// <summary>Cuts values into lists.</summary>
    /// <param name="values">The elements of all lists, without gaps.</param>
    /// <param name="definitions">The definition levels.</param>
    /// <param name="repetitions">The repetition levels.</param>
    /// <param name="count">The number of lists.</param>
    /// <exception cref="InvalidDataException">The levels do not describe so many lists.</exception>
    public static ReadOnlyMemory<T>[] Split<T>(T[] values, int[] definitions, int[] repetitions, int count)
    {
        var lists = new ReadOnlyMemory<T>[count];
        (int list, int start, int end) = (-1, 0, 0);
        for (int i = 0; i < definitions.Length; i++)
        {
            if (repetitions[i] == 0)
            {
                Close();
                list++;
                start = end;
            }

            if (definitions[i] > Present)
            {
                // Other programs write optional elements, whose levels mean something else.
                throw new InvalidDataException("the elements of a column of lists are optional");
            }

            end += definitions[i] == Present ? 1 : 0;
        }

        Close();
        return list + 1 == count ? lists : throw new InvalidDataException($"a column holds {list + 1} lists instead of {count}");

        void Close()
        {
            if (list >= count || end > values.Length)
            {
                throw new InvalidDataException("the levels of a column of lists are damaged");
            }

            if (list >= 0)
            {
                lists[list] = values.AsMemory(start, end - start);
            }
        }
    }
}
