using GenreNet.Server.Configuration;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Api;

/// <summary>
/// Serves <c>GET /local/</c>: the site that classifies in the browser, from the folder that is configured. Without one, there is no such
/// path. <c>places.json</c> informs both pages of the address of the other.
/// </summary>
internal static class LocalSite
{
    private const string Root = "/local";
    private const string Places = "/places.json";

    public static void UseLocalSite(this WebApplication app)
    {
        string? folder = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.LocalSite;
        app.Use((context, next) => context.Request.Path.Value switch
        {
            Places when HttpMethods.IsGet(context.Request.Method) => AnswerAsync(context, folder is null ? "{}" : """{"device":"local/"}"""),
            Root + Places when folder is not null => AnswerAsync(context, """{"server":"../"}"""),
            // Relative addresses of the page need the slash at the end.
            Root when folder is not null => RedirectAsync(context),
            _ => next(context),
        });
        if (folder is null)
        {
            return;
        }

        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".ogg"] = "audio/ogg";
        types.Mappings[".mjs"] = "text/javascript";
        types.Mappings[".webmanifest"] = "application/manifest+json";
        // The page decompresses these files itself, so they are no encoding of something else.
        types.Mappings[".br"] = "application/octet-stream";
        types.Mappings[".gz"] = "application/octet-stream";
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = Root });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = Root,
            ContentTypeProvider = types,
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
        });
    }

    private static Task AnswerAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect(context.Request.PathBase + Root + "/");
        return Task.CompletedTask;
    }
}
