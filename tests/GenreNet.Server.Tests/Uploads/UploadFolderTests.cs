using GenreNet.Server.Configuration;
using GenreNet.Server.Uploads;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Tests.Uploads;

public class UploadFolderTests
{
    [Fact]
    public void Services_that_start_at_the_same_time_keep_their_folders()
    {
        using var folder = new TemporaryFolder();
        IOptions<ServerOptions> options = Options.Create(new ServerOptions { TemporaryFolder = folder.Path });
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var uploads = new UploadFolder(options);
            uploads.Create().Dispose();
        });
        Assert.Empty(Directory.GetDirectories(folder.Path));
    }
}
