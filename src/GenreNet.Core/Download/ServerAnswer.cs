using System.Globalization;
using System.Net;

namespace GenreNet.Core.Download;

/// <summary>Interprets the headers of a response: where its body belongs, or why there is none.</summary>
internal static class ServerAnswer
{
    /// <summary>Prepares the partial file for the body.</summary>
    /// <param name="response">The response.</param>
    /// <param name="partial">The file that the body is written to.</param>
    /// <param name="source">The requested file.</param>
    /// <param name="note">Receives a message if bytes have to be discarded.</param>
    /// <exception cref="TransferException">The body cannot be used.</exception>
    public static void Accept(HttpResponseMessage response, PartialFile partial, DownloadSource source, Action<string> note)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                Restart(response, partial, source, note);
                break;
            case HttpStatusCode.PartialContent when partial.Length > 0:
                Continue(response, partial);
                break;
            case HttpStatusCode.RequestedRangeNotSatisfiable when partial.Length > 0:
                partial.Discard();
                throw new TransferException("the server's file is not longer than the partial download, so it has changed") { IsTransient = true };
            default:
                throw Refused(response, source);
        }
    }

    private static void Restart(HttpResponseMessage response, PartialFile partial, DownloadSource source, Action<string> note)
    {
        var state = TransferState.Of(response);
        if (source.Length is { } expected && state.Length is { } announced && announced != expected)
        {
            throw new TransferException($"the server announced {Plural.Of(announced, "byte")} instead of {expected}, so it has a different version of the file");
        }

        if (partial.Length > 0)
        {
            string reason = partial.State!.IsSameVersion(state) ? "the server does not support resuming" : "the server's file has changed";
            note($"{source.ShownUrl}: {reason}; the {DiskSpace.Text(partial.Length)} received so far are downloaded again.");
        }

        partial.Start(state);
    }

    private static void Continue(HttpResponseMessage response, PartialFile partial)
    {
        bool fits = response.Content.Headers.ContentRange?.From == partial.Length && partial.State!.IsSameVersion(TransferState.Of(response));
        if (!fits)
        {
            partial.Discard();
            throw new TransferException("the server sent a part that does not continue the partial download, so the download starts again") { IsTransient = true };
        }
    }

    private static TransferException Refused(HttpResponseMessage response, DownloadSource source)
    {
        int code = (int)response.StatusCode;
        string answer = string.Create(CultureInfo.InvariantCulture, $"the server returned {code} ({OneLine(response.ReasonPhrase)})");
        bool isTransient = code is >= 500 or (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.RequestTimeout;
        if (isTransient)
        {
            return new TransferException(answer) { IsTransient = true, RetryAfter = RetryAfter(response) };
        }

        return new TransferException(code switch
        {
            401 or 403 when source.RefusalAdvice is { } advice => $"{answer}: {advice}",
            >= 300 and < 400 => $"{answer}, a redirect that is not followed because it forms a loop or leads from https to http",
            _ => answer,
        });
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - DateTimeOffset.UtcNow is { Ticks: > 0 } left ? left : TimeSpan.Zero,
        _ => null,
    };

    private static string OneLine(string? text) => string.IsNullOrWhiteSpace(text) ? "no reason given" : new string([.. text.Where(c => !char.IsControl(c)).Take(60)]);
}
