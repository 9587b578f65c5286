using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Problems;
using GenreNet.Server.Queueing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GenreNet.Server.Uploads;

/// <summary>Copies the audio of requests to memory or files as it arrives. Thread-safe.</summary>
internal sealed class UploadReader(UploadFolder folder, UploadMemory memory, IOptions<ServerOptions> options, ServerMetrics metrics)
{
    /// <summary>The maximum size of the boundaries and headers around the files of a form.</summary>
    private const long FormOverhead = 1 << 16;
    private const int RetrySeconds = 30;

    private readonly ServerOptions _options = options.Value;

    private TimeSpan UploadTime => TimeSpan.FromSeconds(_options.UploadTimeoutSeconds);

    /// <summary>Reads the single file of a request: the body itself, or the part <c>file</c> of a form.</summary>
    /// <exception cref="RequestProblemException">There is no file or more than one, it is too large, it arrived too slowly, or its type is
    /// not audio.</exception>
    public async Task<Upload> ReadOneAsync(HttpRequest request, UploadGate.Pass pass)
    {
        Admit(request, _options.MaxUploadBytes);
        await using var body = new RequestBody(request, UploadTime, pass.Add);
        Upload? upload = null;
        try
        {
            if (!MultipartForm.Is(request))
            {
                RequireAudioType(request);
                return await CopyAsync(body, "the audio", request.ContentLength);
            }

            string? actualGenre = null;
            MultipartReader form = MultipartForm.Open(request, body);
            while (await MultipartForm.NextAsync(form) is { } section)
            {
                if (section.FileName is not null)
                {
                    if (upload is not null)
                    {
                        throw new RequestProblemException(StatusCodes.Status400BadRequest, "The request contains more than one file. Send several files to /predict/batch.");
                    }

                    upload = await CopyAsync(section.Body, ClientText.FileName(section.FileName), request.ContentLength);
                }
                else if (section.Name == "actual_genre")
                {
                    actualGenre = await MultipartForm.TextAsync(section);
                }
            }

            upload = upload ?? throw MultipartForm.NoFile();
            upload.ActualGenre = actualGenre;
            Upload result = upload;
            upload = null;
            return result;
        }
        catch (OperationCanceledException) when (body.IsTooLate)
        {
            throw TooSlow();
        }
        finally
        {
            upload?.Dispose();
        }
    }

    /// <summary>Reads the files of a form one by one. A genre applies to the files after it.</summary>
    /// <inheritdoc cref="ReadOneAsync" path="/exception"/>
    public async IAsyncEnumerable<Upload> ReadManyAsync(HttpRequest request, UploadGate.Pass pass)
    {
        Admit(request, _options.MaxBatchBytes);
        await using var body = new RequestBody(request, UploadTime, pass.Add);
        MultipartReader form = MultipartForm.Is(request)
            ? MultipartForm.Open(request, body)
            : throw new RequestProblemException(StatusCodes.Status415UnsupportedMediaType, "A batch must be multipart/form-data with several fields named file. Send a single file to /predict.");
        string? actualGenre = null;
        int count = 0;
        while (true)
        {
            body.Restart();
            Upload? upload = null;
            try
            {
                if (await MultipartForm.NextAsync(form) is not { } section)
                {
                    break;
                }

                if (section.FileName is null)
                {
                    actualGenre = section.Name == "actual_genre" ? await MultipartForm.TextAsync(section) : actualGenre;
                    continue;
                }

                if (++count > _options.MaxBatchFiles)
                {
                    throw new RequestProblemException(StatusCodes.Status413PayloadTooLarge, $"The batch has more than {_options.MaxBatchFiles} files. Send the remaining files in another batch.");
                }

                upload = await CopyAsync(section.Body, ClientText.FileName(section.FileName), expected: null);
                upload.ActualGenre = actualGenre;
            }
            catch (OperationCanceledException) when (body.IsTooLate)
            {
                throw TooSlow();
            }

            body.Pause();
            yield return upload;
        }

        if (count == 0)
        {
            throw MultipartForm.NoFile();
        }
    }

    private static void RequireAudioType(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
        {
            throw request.ContentLength is null or 0
                ? MultipartForm.NoFile()
                : new RequestProblemException(StatusCodes.Status415UnsupportedMediaType, "The request has no content type. Send the audio as audio/wav, audio/mpeg or a similar type, or as a form with the field file.");
        }

        bool isAudio = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && (type.Type.Equals("audio", StringComparison.OrdinalIgnoreCase) || type.MediaType.Value?.ToUpperInvariant()
                is "APPLICATION/OCTET-STREAM" or "APPLICATION/OGG" or "VIDEO/MP4" or "VIDEO/WEBM" or "VIDEO/OGG");
        if (!isAudio)
        {
            throw new RequestProblemException(
                StatusCodes.Status415UnsupportedMediaType, "The content type is not an audio type. Send the audio as audio/wav, audio/mpeg or a similar type, or as multipart/form-data with the field file.");
        }
    }

    private static void Admit(HttpRequest request, long limit)
    {
        if (request.ContentLength > limit + FormOverhead)
        {
            throw TooLarge(limit);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit + FormOverhead;
        }
    }

    /// <param name="body">The audio.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="expected">Length of the request, if it has one file; null if there may be more, or if it is not known.</param>
    private async Task<Upload> CopyAsync(Stream body, string name, long? expected)
    {
        UploadContent? content = null;
        try
        {
            content = new UploadContent(folder, memory, expected);
            long length = 0;
            int count;
            while ((count = await MultipartForm.ReadAsync(body, content.GetMemory())) > 0)
            {
                length += count;
                if (length > _options.MaxUploadBytes)
                {
                    throw TooLarge(_options.MaxUploadBytes);
                }

                content.Advance(count);
            }

            content.Complete();
            metrics.Received(length);
            var upload = new Upload(content, name);
            content = null;
            return upload;
        }
        catch (Exception problem) when (problem is (IOException and not BadHttpRequestException and not ConnectionResetException) or UnauthorizedAccessException)
        {
            // Problems of the body were reported above: this one is the disk's.
            throw new RequestProblemException(StatusCodes.Status503ServiceUnavailable, "The service cannot store uploads at the moment. Try again later.", problem) { RetryAfterSeconds = RetrySeconds };
        }
        finally
        {
            content?.Dispose();
        }
    }

    private RequestProblemException TooSlow() =>
        new(StatusCodes.Status408RequestTimeout, $"The upload took longer than {_options.UploadTimeoutSeconds} s. Send a shorter or compressed clip.");

    private static RequestProblemException TooLarge(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The upload is larger than {limit >> 20} MB. Send a shorter or compressed clip.");
}
