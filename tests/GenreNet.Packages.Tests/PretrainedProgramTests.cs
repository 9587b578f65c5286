using GenreNet.Core.Tests.Support;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>A program outside the repository that has the package of pretrained networks from a feed.</summary>
[Slow]
public sealed class PretrainedProgramTests(Feed feed, PretrainedProgramTests.Built built) : IClassFixture<PretrainedProgramTests.Built>
{
    private const string Program = """
        using GenreNet.Core;
        using GenreNet.Inference;
        using GenreNet.Pretrained;

        try
        {
            var options = new PretrainedOptions { Folder = args[0], Mirror = new Uri(args[1]) };
            using var classifier = await GenreClassifier.LoadAsync(PretrainedModels.AudioSet, options);
            var song = await classifier.ClassifyAsync(args[2]);
            Console.WriteLine(FormattableString.Invariant($"{song.Genre} {song.IsMusic} {classifier.Genres.Count}"));
            return 0;
        }
        catch (GenreNetException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
        """;

    [Fact]
    public void The_program_downloads_a_model_once_and_then_needs_no_network()
    {
        string models = SharedData.Path("models");
        string folder = feed.Folder("cache");
        ToolResult online;
        using (var server = new FaultyServer(request => ServerReply.File(request, File.ReadAllBytes(Path.Combine(models, Path.GetFileName(request.Path))))))
        {
            online = Tool.Run(built.Folder, "dotnet", "bin/Release/net10.0/pretrained.dll", folder, server.Url("/").ToString(), feed.Clip);
            Assert.Equal((0, string.Empty), (online.ExitCode, online.Error));
            Assert.Matches(@"^[a-z ]+ True 57\s*$", online.Output);
            Assert.Single(server.Requests);
        }

        Assert.Equal(online, Tool.Run(built.Folder, "dotnet", "bin/Release/net10.0/pretrained.dll", folder, "http://127.0.0.1:9/", feed.Clip));
    }

    [Fact]
    public void Without_a_network_the_program_prints_the_manual_alternative()
    {
        ToolResult result = Tool.Run(built.Folder, "dotnet", "bin/Release/net10.0/pretrained.dll", feed.Folder("empty"), "http://127.0.0.1:9/", feed.Clip);
        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("genrenet models add mn04_as_mAP_432.pt", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    /// <summary>The program, built once.</summary>
    public sealed class Built
    {
        public Built(Feed feed)
        {
            Folder = feed.Write("pretrained", "Microsoft.NET.Sdk", Program, "<OutputType>Exe</OutputType>", "GenreNet.Pretrained");
            Tool.Dotnet(Folder, "build", "-c", "Release");
        }

        public string Folder { get; }
    }
}
