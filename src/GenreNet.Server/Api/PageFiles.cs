using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace GenreNet.Server.Api;

/// <summary>Serves <c>GET /</c>: the page, which is embedded in the program.</summary>
internal static class PageFiles
{
    public static void UsePage(this WebApplication app)
    {
        var files = new EmbeddedFileProvider(typeof(PageFiles).Assembly, $"{typeof(PageFiles).Assembly.GetName().Name}.wwwroot");
        var types = new FileExtensionContentTypeProvider();
        // The provider's own type for Ogg is that of video.
        types.Mappings[".ogg"] = "audio/ogg";
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = types,
            // Browsers revalidate each time and receive 304: another version of the service has another page.
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
        });
    }
}
