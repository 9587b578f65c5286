using System.Text;
using GenreNet.Server.Problems;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GenreNet.Server.Uploads;

/// <summary>Reads a form part by part as it arrives.</summary>
internal static class MultipartForm
{
    private const int LongestBoundary = 200;
    private const int LongestHeaders = 1 << 13;
    private const int LongestText = 200;

    /// <summary>Returns whether a request contains a form.</summary>
    public static bool Is(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens the form of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">The body of the request.</param>
    /// <exception cref="RequestProblemException">The content type lacks its boundary.</exception>
    public static MultipartReader Open(HttpRequest request, Stream body)
    {
        string? boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        return string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary
            ? throw new RequestProblemException(StatusCodes.Status400BadRequest, "The content type multipart/form-data has no boundary. Use the form support of your HTTP library.")
            : new MultipartReader(boundary, body, 1 << 16) { HeadersLengthLimit = LongestHeaders };
    }

    /// <summary>Reads the next part; null after the last one.</summary>
    /// <exception cref="RequestProblemException">The form is damaged or ends too early.</exception>
    public static async Task<FormPart?> NextAsync(MultipartReader form)
    {
        try
        {
            while (await form.ReadNextSectionAsync() is { } section)
            {
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? header) && header.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
                {
                    (string name, string? file) = Names(header);
                    // A part with the name "file" is a file, whether or not the client gave it a file name.
                    return new FormPart(name, file ?? (name == "file" ? string.Empty : null), section.Body);
                }
            }

            return null;
        }
        catch (Exception problem) when (problem is InvalidDataException || (problem is IOException broken && IsDamage(broken)))
        {
            throw Damaged();
        }
    }

    /// <summary>Reads the text of a part that is not a file; null if it is empty.</summary>
    /// <exception cref="RequestProblemException">The text is too long, or the form ends too early.</exception>
    public static async Task<string?> TextAsync(FormPart part)
    {
        byte[] text = new byte[LongestText + 1];
        int length = 0;
        int count;
        while (length < text.Length && (count = await ReadAsync(part.Body, text.AsMemory(length))) > 0)
        {
            length += count;
        }

        string cleaned = length <= LongestText
            ? ClientText.Clean(Encoding.UTF8.GetString(text, 0, length).Trim())
            : throw new RequestProblemException(StatusCodes.Status400BadRequest, $"The field {ClientText.Clean(part.Name)} is longer than {LongestText} bytes. Send the name of a genre.");
        return cleaned.Length == 0 ? null : cleaned;
    }

    /// <summary>Reads the available bytes of a part; 0 at its end.</summary>
    /// <exception cref="RequestProblemException">The form ends too early.</exception>
    public static async ValueTask<int> ReadAsync(Stream part, Memory<byte> buffer)
    {
        try
        {
            return await part.ReadAsync(buffer);
        }
        catch (IOException problem) when (IsDamage(problem))
        {
            throw Damaged();
        }
    }

    /// <summary>Returns the names of the field and of the file, whose encoded forms (RFC 2047, RFC 5987) are decoded only here.</summary>
    private static (string Name, string? File) Names(ContentDispositionHeaderValue header)
    {
        try
        {
            string name = HeaderUtilities.RemoveQuotes(header.Name).Value ?? string.Empty;
            return (name, HeaderUtilities.RemoveQuotes(header.FileNameStar.HasValue ? header.FileNameStar : header.FileName).Value);
        }
        catch (Exception problem) when (problem is NotSupportedException or ArgumentException or FormatException)
        {
            // The platform rejects UTF-7, for example.
            throw new RequestProblemException(
                StatusCodes.Status400BadRequest, "The name of a field or file has an encoding that this service does not support. Send it as UTF-8.");
        }
    }

    /// <summary>Returns whether the form itself is incomplete, rather than its connection broken.</summary>
    private static bool IsDamage(IOException problem) => problem is not BadHttpRequestException and not ConnectionResetException;

    private static RequestProblemException Damaged() => new(StatusCodes.Status400BadRequest, "The form is damaged or incomplete. Send it again.");

    /// <summary>Creates the exception for a request without a file.</summary>
    public static RequestProblemException NoFile() =>
        new(StatusCodes.Status400BadRequest, "The request contains no file. Send audio in the form field file, or as the body with an audio content type.");
}
