using System.Threading.Channels;
using GenreNet.Server.Configuration;
using GenreNet.Server.Queueing;
using GenreNet.Server.Security;
using GenreNet.Server.Uploads;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Api;

/// <summary>
/// Implements <c>POST /predict/batch</c>: many files, with one line of the response per file as soon as it is classified.
/// </summary>
internal static class BatchEndpoint
{
    private const string ContentType = "application/x-ndjson";
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    // What proxies add. Headers of trusted proxies have been renamed to X-Original-... by the framework.
    private static readonly string[] ForwardedHeaders = ["X-Forwarded-For", "X-Original-For", "Forwarded", "Via", "X-Real-IP"];

    public static IEndpointRouteBuilder MapBatch(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/predict/batch", AnswerAsync)
            .RequireRateLimiting(ClientLimits.BatchPolicy)
            .WithName("predictBatch").WithTags("Prediction")
            .WithSummary("Classifies the genres of several audio files.")
            .WithDescription("Send several form fields named file; a field actual_genre applies to the files that follow it. The response has one line of JSON per file, sent as soon as the file is classified (behind a proxy, when the batch has been received): index, file, and either the fields of /predict or error.")
            .Produces<PredictionResponse>(contentType: ContentType)
            .ProducesProblems(400, 401, 413, 415, 429, 503);
        return routes;
    }

    private static async Task AnswerAsync(
        HttpContext context, UploadGate gate, UploadReader uploads, ClassificationQueue queue, PredictionService service, ProblemWriter problems, IOptions<ServerOptions> options)
    {
        var query = PredictQuery.Parse(context.Request.Query);
        string client = ClientLimits.KeyOf(context);
        queue.RequireRoom(client);
        using UploadGate.Pass pass = gate.Enter(client, context.Request.ContentLength, isBatch: true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        // Unbounded, so that a client that sends first and reads later does not block its own files. Lines are short, and their number is
        // bounded.
        var lines = Channel.CreateUnbounded<BatchLine>(new UnboundedChannelOptions { SingleReader = true });
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task work = FillAsync(lines.Writer, uploads.ReadManyAsync(context.Request, pass), AnswerOneAsync, options.Value.Workers * 2, received);
        try
        {
            if (IsForwarded(context.Request))
            {
                // nginx forwards no more of a request whose connection is full once it has forwarded a part of the response. The service
                // would wait for the rest of the batch until its time limit.
                await received.Task.WaitAsync(context.RequestAborted);
            }

            await foreach (BatchLine line in lines.Reader.ReadAllAsync(context.RequestAborted))
            {
                await WriteAsync(context.Response, line);
            }
        }
        catch (Exception problem) when (context.Response.HasStarted && problem is not OperationCanceledException)
        {
            // Lines have already been sent: the last one states why there are no more.
            await WriteAsync(context.Response, new BatchLine(null, null, null, problems.DescribePart(problem)));
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }

        async Task<BatchLine> AnswerOneAsync(int index, Upload upload)
        {
            using (upload)
            {
                try
                {
                    return new BatchLine(index, upload.Name, await service.AnswerAsync(upload, query, client, isPatient: true, stop.Token), null);
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    return new BatchLine(index, upload.Name, null, problems.DescribePart(problem));
                }
            }
        }
    }

    /// <summary>Returns whether a proxy, trusted or not, has forwarded the request.</summary>
    private static bool IsForwarded(HttpRequest request) => ForwardedHeaders.Any(request.Headers.ContainsKey);

    /// <summary>Processes files as they arrive, several at a time, and writes each line as soon as it is ready.</summary>
    /// <param name="lines">Receives the lines.</param>
    /// <param name="uploads">The files.</param>
    /// <param name="answer">Classifies a file.</param>
    /// <param name="parallelism">Files that are processed at a time.</param>
    /// <param name="received">Completed when all files have been received, or no more can be.</param>
    private static async Task FillAsync(
        ChannelWriter<BatchLine> lines, IAsyncEnumerable<Upload> uploads, Func<int, Upload, Task<BatchLine>> answer, int parallelism, TaskCompletionSource received)
    {
        using var slots = new SemaphoreSlim(parallelism);
        var running = new List<Task>();
        Exception? end = null;
        int count = 0;
        try
        {
            await foreach (Upload upload in uploads)
            {
                await slots.WaitAsync();
                running.RemoveAll(task => task.IsCompletedSuccessfully);
                running.Add(RunAsync(count++, upload));
            }
        }
        catch (Exception problem)
        {
            end = problem;
        }

        received.SetResult();
        try
        {
            await Task.WhenAll(running);
        }
        catch (Exception problem)
        {
            end ??= problem;
        }

        lines.Complete(end);

        async Task RunAsync(int index, Upload upload)
        {
            try
            {
                lines.TryWrite(await answer(index, upload));
            }
            finally
            {
                slots.Release();
            }
        }
    }

    private static async Task WriteAsync(HttpResponse response, BatchLine line)
    {
        if (!response.HasStarted)
        {
            response.ContentType = ContentType;
            response.Headers.CacheControl = "no-store";
            // Tells nginx not to buffer lines.
            response.Headers["X-Accel-Buffering"] = "no";
        }

        await response.Body.WriteAsync((byte[])[.. line.ToJson(), .. LineEnd]);
        await response.Body.FlushAsync();
    }
}
