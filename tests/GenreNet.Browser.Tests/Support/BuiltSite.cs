using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace GenreNet.Browser.Tests.Support;

/// <summary>
/// The site and the npm package, built by build/browser.sh if the sources have changed. The tests are skipped where the tools are missing.
/// </summary>
public sealed class BuiltSite : IAsyncLifetime
{
    private const int PackagesUnavailable = 3;
    private static readonly string[] Tools = ["bash", "git", "node", "npm"];
    private string? _reason;

    /// <summary>The folder of the site.</summary>
    public static string Site { get; } = Path.Combine(RepositoryRoot.Path, "artifacts", "browser", "site");

    /// <summary>The packed npm package.</summary>
    public static string Package => Directory.GetFiles(Path.GetDirectoryName(Site)!, "genrenet-*.tgz").Single();

    public async ValueTask InitializeAsync()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        string? missing = Tools.FirstOrDefault(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, tool))));
        _reason = missing is not null ? $"{missing} is not installed" : Server.Tests.Page.Browser.Program is null ? "chromium is not installed" : null;
        if (_reason is not null)
        {
            return;
        }

        (int code, string output) = await RunAsync("bash", ["build/browser.sh", "--if-changed"], RepositoryRoot.Path);
        _reason = code == PackagesUnavailable ? "npm cannot fetch the packages of the site" : null;
        Assert.True(code is 0 or PackagesUnavailable, output);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Whether the site could be built.</summary>
    public bool IsAvailable => _reason is null;

    /// <summary>Skips the test where the site cannot be built.</summary>
    public void Require() => Assert.SkipWhen(_reason is not null, _reason ?? string.Empty);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

/// <summary>A plain file server on a free port: no compression, no headers but the type. Requests can be listed and refused.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<(string Path, long Bytes)> _sent = [];

    private FileServer(WebApplication app)
    {
        _app = app;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Url { get; }

    /// <summary>The files that were sent so far, with their bytes. Further requests do not change the list.</summary>
    public IReadOnlyList<(string Path, long Bytes)> Sent
    {
        get
        {
            lock (_sent)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Whether requests are answered.</summary>
    public bool IsOpen { get; set; } = true;

    public static async Task<FileServer> StartAsync(string folder)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        FileServer? server = null;
        app.Use((context, next) =>
        {
            if (server is { IsOpen: true })
            {
                return next(context);
            }

            context.Abort();
            return Task.CompletedTask;
        });
        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ServeUnknownFileTypes = true,
            DefaultContentType = "application/octet-stream",
            OnPrepareResponse = context =>
            {
                lock (server!._sent)
                {
                    server._sent.Add((context.Context.Request.Path, context.Context.Response.ContentLength ?? 0));
                }
            },
        });
        await app.StartAsync();
        server = new FileServer(app);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>The tests of a class share the browser and the built site.</summary>
[CollectionDefinition(nameof(BuiltSite))]
public sealed class BuiltSiteTests : ICollectionFixture<Server.Tests.Page.Browser>, ICollectionFixture<BuiltSite>;
