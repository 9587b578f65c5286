using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GenreNet.Server.Api;

/// <summary>
/// Caches the content of <c>/openapi.json</c>, generated at the first request: it is the same for all clients. Thread-safe.
/// </summary>
internal sealed class ApiDocumentBytes([FromKeyedServices(ApiDocumentBytes.DocumentName)] IOpenApiDocumentProvider documents)
{
    // The name that AddOpenApi gives to an unnamed document.
    private const string DocumentName = "v1";

    private volatile byte[]? _bytes;

    /// <summary>Returns the document as JSON in UTF-8.</summary>
    public async ValueTask<byte[]> GetAsync()
    {
        if (_bytes is { } known)
        {
            return known;
        }

        // Concurrent requests after startup may each generate it.
        OpenApiDocument document = await documents.GetOpenApiDocumentAsync();
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        return _bytes = text.ToArray();
    }
}
