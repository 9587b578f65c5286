namespace GenreNet.Browser.Tests.Support;

/// <summary>Tests of files that a plain file server offers: by default those of the built site.</summary>
/// <param name="browser">The browser.</param>
/// <param name="site">The built site.</param>
public abstract class ServedFolderTest(Server.Tests.Page.Browser browser, BuiltSite site) : IAsyncLifetime
{
    private FileServer? _server;

    /// <summary>A folder for the files of a test.</summary>
    private protected TemporaryFolder Folder { get; } = new();

    private protected FileServer Server => _server!;

    private protected Server.Tests.Page.Browser Browser => browser;

    public async ValueTask InitializeAsync()
    {
        site.Require();
        _server = await FileServer.StartAsync(await PrepareAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Prepares the files, and returns the folder to serve.</summary>
    private protected virtual Task<string> PrepareAsync() => Task.FromResult(BuiltSite.Site);
}
