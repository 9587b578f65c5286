using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Serving;

/// <summary>Sends many files to a service, several in parallel.</summary>
internal static class ServiceRun
{
    /// <summary>Sends the files.</summary>
    /// <param name="client">The client of the service.</param>
    /// <param name="files">Each file with its actual genre, or null.</param>
    /// <param name="genres">The genres of the service, or null if it does not report them.</param>
    /// <param name="parallelism">Number of files sent in parallel.</param>
    /// <param name="done">Called with the result of each file; calls do not overlap.</param>
    /// <param name="cancellationToken">Cancels immediately.</param>
    /// <returns>The results, in the order of the files. A bad file does not stop the others.</returns>
    public static async Task<IReadOnlyList<ServedFile>> SendAsync(
        ServiceClient client,
        IReadOnlyList<(string Path, string? ActualGenre)> files,
        IReadOnlyList<string>? genres,
        int parallelism,
        Action<ServedFile> done,
        CancellationToken cancellationToken)
    {
        var results = new ServedFile[files.Count];
        var turn = new Lock();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files.Index(), limits, async (file, token) =>
        {
            (string path, string? actualGenre) = file.Item;
            ServedFile result = await SendOneAsync(client, path, actualGenre, token) with
            {
                IsActualGenreKnown = actualGenre is null || genres is null || GenreName.IndexIn(genres, actualGenre) >= 0,
            };
            results[file.Index] = result;
            lock (turn)
            {
                done(result);
            }
        });
        return results;
    }

    private static async Task<ServedFile> SendOneAsync(ServiceClient client, string path, string? actualGenre, CancellationToken cancellationToken)
    {
        try
        {
            return new ServedFile(path, actualGenre, await client.PredictAsync(path, actualGenre, cancellationToken), null);
        }
        catch (Exception problem) when (problem is GenreNetException or IOException or UnauthorizedAccessException)
        {
            return new ServedFile(path, actualGenre, null, problem.Message);
        }
    }
}
