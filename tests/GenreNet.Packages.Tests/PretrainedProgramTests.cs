using GenreNet.Core.Tests.Support;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>A program outside the repository that has the package of pretrained networks from a feed.</summary>
[Slow]
public sealed class PretrainedProgramTests(Feed feed)
{
    private readonly BuiltProgram _program = feed.Programs.Pretrained;

    [Fact]
    public void The_program_downloads_a_model_once_and_then_needs_no_network()
    {
        string models = SharedData.Path("models");
        string folder = feed.Folder("cache");
        ToolResult online;
        using (var server = new FaultyServer(request => ServerReply.File(request, File.ReadAllBytes(Path.Combine(models, Path.GetFileName(request.Path))))))
        {
            online = Tool.Run(_program.Output, "dotnet", _program.Assembly, folder, server.Url("/").ToString(), feed.Clip);
            Assert.Equal((0, string.Empty), (online.ExitCode, online.Error));
            Assert.Matches(@"^[a-z ]+ True 57\s*$", online.Output);
            Assert.Single(server.Requests);
        }

        Assert.Equal(online, Tool.Run(_program.Output, "dotnet", _program.Assembly, folder, "http://127.0.0.1:9/", feed.Clip));
    }

    [Fact]
    public void Without_a_network_the_program_prints_the_manual_alternative()
    {
        ToolResult result = Tool.Run(_program.Output, "dotnet", _program.Assembly, feed.Folder("empty"), "http://127.0.0.1:9/", feed.Clip);
        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("genrenet models add mn04_as_mAP_432.pt", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
