using System.Buffers;
using System.Net.Http.Headers;

namespace GenreNet.Core.Download;

/// <summary>Represents a request for the missing part of a file.</summary>
internal sealed class HttpAttempt(
    HttpClient client, DownloadSource source, PartialFile partial, DownloadSession session, AuthenticationHeaderValue? authorization)
{
    private const int BufferLength = 1 << 17;

    // How often free space is checked while a server sends data without having announced a length.
    private const long SpaceCheckBytes = 1 << 26;

    // If the server has not responded so far, it is more likely to be gone than busy.
    private bool _hasAnswered;

    /// <summary>Sends one request, and writes what is received, even if it is incomplete.</summary>
    /// <exception cref="TransferException">The file is still incomplete.</exception>
    /// <exception cref="DownloadException">The disk is full.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(session.Options.StallTimeout);
        try
        {
            using HttpRequestMessage request = CreateRequest();
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            _hasAnswered = true;
            ServerAnswer.Accept(response, partial, source, session.Note);
            session.RequireSpace(partial, source);
            using Stream body = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            await CopyAsync(body, patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw patience.IsCancellationRequested
                ? new TransferException($"no data was received for {session.Options.StallTimeout.TotalSeconds:0.#} s", problem) { IsTransient = true }
                : new TransferException($"no connection within {session.Options.ConnectTimeout.TotalSeconds:0.#} s", problem) { IsTransient = _hasAnswered };
        }
        catch (HttpRequestException problem)
        {
            throw new TransferException(Reason(problem), problem) { IsTransient = MayPass(problem.HttpRequestError) };
        }
        catch (IOException problem)
        {
            // This is a failure of the connection; failures of the disk are a DownloadException.
            throw new TransferException(BrokeOff(problem), problem) { IsTransient = true };
        }
    }

    private HttpRequestMessage CreateRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, source.Url);
        // Ranges refer to the bytes of the file itself, not to a compressed form of it.
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        request.Headers.Authorization = authorization;
        if (partial.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(partial.Length, null);
            request.Headers.IfRange = partial.State!.Condition();
        }

        return request;
    }

    private async Task CopyAsync(Stream body, CancellationTokenSource patience)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            while (true)
            {
                patience.CancelAfter(session.Options.StallTimeout);
                int count = await body.ReadAsync(buffer.AsMemory(0, BufferLength), patience.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                RequireWithinLimits(partial.Length, count);
                partial.Append(buffer.AsSpan(0, count));
                session.Report(DownloadStage.Downloading, partial.Length, partial.State!.Length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (partial.State!.Length is null && (source.Length ?? partial.Length) == partial.Length)
        {
            partial.Complete();
        }
        else if (!partial.IsComplete)
        {
            throw new TransferException(BrokeOff(null)) { IsTransient = true };
        }
    }

    private void RequireWithinLimits(long length, int count)
    {
        long? announced = partial.State!.Length;
        if (length + count > Math.Min(announced ?? source.Length ?? session.Options.MaxUnknownLength, session.Options.MostBytes))
        {
            partial.Discard();
            throw new TransferException((announced, source.Length) switch
            {
                _ when length + count > session.Options.MostBytes => $"the server sent more than the limit of {DiskSpace.Text(session.Options.MostBytes)}",
                ({ }, _) => "the server sent more data than it announced",
                (null, { } known) => $"the server sent more than the expected {Plural.Of(known, "byte")}, so it has a different version of the file",
                _ => $"the server announced no length and sent more than {DiskSpace.Text(session.Options.MaxUnknownLength)}",
            });
        }

        if (announced is null && (length == 0 || length / SpaceCheckBytes != (length + count) / SpaceCheckBytes))
        {
            session.RequireSpaceAfter(source, length + count + SpaceCheckBytes, SpaceCheckBytes);
        }
    }

    private bool MayPass(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => _hasAnswered,
        HttpRequestError.SecureConnectionError or HttpRequestError.UserAuthenticationError or HttpRequestError.ConfigurationLimitExceeded => false,
        _ => true,
    };

    private string Reason(HttpRequestException problem) => problem.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"the host name {source.Url.Host} cannot be resolved",
        HttpRequestError.ConnectionError => $"no connection ({Cause(problem)})",
        HttpRequestError.SecureConnectionError => $"no secure connection ({Cause(problem)})",
        _ => BrokeOff(problem),
    };

    private string BrokeOff(Exception? problem)
    {
        string total = (partial.State?.Length ?? source.Length) is { } length ? $" of {length}" : "";
        bool isPlainEnd = problem is null or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded };
        return $"the connection was lost after {partial.Length}{total} bytes{(isPlainEnd ? "" : $" ({Cause(problem!)})")}";
    }

    private static string Cause(Exception problem) => (problem.InnerException ?? problem).Message.TrimEnd('.');
}
