namespace GenreNet.Core.Download;

/// <summary>Tries several sources one after the other.</summary>
internal static class SourceList
{
    /// <summary>Returns the result of the first source that succeeds.</summary>
    /// <param name="sources">The sources, in the order in which they are tried.</param>
    /// <param name="content">Description of the content, for the message if several sources fail.</param>
    /// <param name="session">Receives a note for each source that fails, if there are several.</param>
    /// <param name="fetch">Downloads from one source.</param>
    /// <exception cref="DownloadException">All sources fail.</exception>
    public static async Task<TResult> FirstAsync<TSource, TResult>(
        IReadOnlyList<TSource> sources, string content, DownloadSession session, Func<TSource, Task<TResult>> fetch)
        where TSource : DownloadSource
    {
        List<TransferException> failures = [];
        foreach (TSource source in sources)
        {
            try
            {
                return await fetch(source).ConfigureAwait(false);
            }
            catch (TransferException problem)
            {
                failures.Add(problem);
                if (sources.Count > 1)
                {
                    session.Note(Sentence(source, problem));
                }
            }
        }

        string message = failures is [var only]
            ? Sentence(sources[0], only)
            : $"Cannot download {content} from any of the {failures.Count} sources: see the reasons above, download a copy manually, or specify another address.";
        throw new DownloadException(message, failures.Count == 1 ? failures[0] : new AggregateException(failures))
        {
            Reasons = [.. failures.Zip(sources, (problem, source) => $"{source.ShownUrl}: {problem.Message}")],
        };
    }

    private static string Sentence(DownloadSource source, TransferException problem) =>
        $"Cannot download {source.Name} ({source.ShownUrl}): {problem.Message}.";
}
