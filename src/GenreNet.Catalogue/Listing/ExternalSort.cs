using System.Text;

namespace GenreNet.Catalogue;

/// <summary>Sorts more names than fit into memory: sorts runs of them, writes the runs to temporary files, and merges the files.</summary>
/// <remarks>The order is ordinal, so that it is the same on every machine.</remarks>
internal static class ExternalSort
{
    // 250 000 names of 100 characters take about 60 MB.
    private const int LongestRun = 250_000;

    /// <summary>Sorts names. The source is read completely before the first name is returned.</summary>
    /// <param name="names">The names.</param>
    /// <param name="runLength">The number of names of a run.</param>
    /// <param name="cancellationToken">Checked between runs.</param>
    public static IEnumerable<string> Sort(IEnumerable<string> names, int runLength = LongestRun, CancellationToken cancellationToken = default)
    {
        DirectoryInfo? folder = null;
        try
        {
            List<string> files = [];
            string[] last = [];
            foreach (string[] run in names.Chunk(runLength))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (last.Length > 0)
                {
                    folder ??= Directory.CreateTempSubdirectory("genrenet-listing-");
                    string file = Path.Combine(folder.FullName, $"{files.Count}.txt");
                    File.WriteAllLines(file, last.Select(ListingLine.Encode));
                    files.Add(file);
                }

                Array.Sort(run, StringComparer.Ordinal);
                last = run;
            }

            foreach (string name in files.Count == 0 ? last : Merge([.. files.Select(Read), last]))
            {
                yield return name;
            }
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Read(string file) => File.ReadLines(file, Encoding.UTF8).Select(ListingLine.Decode);

    private static IEnumerable<string> Merge(IReadOnlyList<IEnumerable<string>> runs)
    {
        IEnumerator<string>[] sources = [.. runs.Select(run => run.GetEnumerator())];
        try
        {
            var next = new PriorityQueue<IEnumerator<string>, string>(StringComparer.Ordinal);
            foreach (IEnumerator<string> source in sources.Where(source => source.MoveNext()))
            {
                next.Enqueue(source, source.Current);
            }

            while (next.TryDequeue(out IEnumerator<string>? source, out string? name))
            {
                yield return name;
                if (source.MoveNext())
                {
                    next.Enqueue(source, source.Current);
                }
            }
        }
        finally
        {
            foreach (IEnumerator<string> source in sources)
            {
                source.Dispose();
            }
        }
    }
}
