namespace GenreNet.Packages.Tests.Support;

/// <summary>Programs outside the repository that have packages from the feed, each in a project of its own, built and published together.</summary>
public sealed class Programs
{
    private const string Sdk = "Microsoft.NET.Sdk";
    private const string Published = "<PublishDir>published/</PublishDir>";
    private const string Executable = "<OutputType>Exe</OutputType><InvariantGlobalization>true</InvariantGlobalization>";

    private const string Genre = """
        using GenreNet.Core;
        using GenreNet.Inference;

        if (args is [])
        {
            Console.WriteLine(typeof(GenreNetException).Assembly.Location);
            Console.WriteLine(typeof(GenreClassifier).Assembly.Location);
            return;
        }

        using var classifier = GenreClassifier.LoadDefault();
        Console.WriteLine(classifier.Classify(args[0]).Genre);
        """;

    private const string WebService = """
        using GenreNet.Inference;
        using GenreNet.Inference.Hosting;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddGenreClassifier();
        builder.Services.AddHealthChecks().AddCheck<GenreClassifierHealthCheck>("genre");
        var app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapPost("/genre", async (HttpRequest request, GenreClassifier classifier, CancellationToken token) =>
            Results.Ok(new { (await classifier.ClassifyAsync(request.Body, cancellationToken: token)).Genre }));
        app.Run();
        """;

    private const string PretrainedModel = """
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

    private readonly Feed _feed;
    private readonly List<string> _names = [];

    internal Programs(Feed feed)
    {
        _feed = feed;
        Inference = Add("inference", Sdk, Genre, Executable + Published);
        NAudio = Add("naudio", Sdk, Genre, Executable + Published, "GenreNet.NAudio");
        Web = Add("web", $"{Sdk}.Web", WebService, string.Empty);
        Pretrained = Add("pretrained", Sdk, PretrainedModel, Executable, "GenreNet.Pretrained");
        AllLibraries = Add("all-libraries", Sdk, Genre, $"{Executable}<GenreNetKeepAllNativeLibraries>true</GenreNetKeepAllNativeLibraries>");
        Windows = Add("windows", Sdk, Genre, $"{Executable}<RuntimeIdentifier>win-x64</RuntimeIdentifier><SelfContained>false</SelfContained><UseAppHost>false</UseAppHost>");
        string all = WriteSolution("programs.slnx", _names);
        string published = WriteSolution("published.slnx", ["inference", "naudio"]);
        string folder = Path.GetDirectoryName(all)!;
        // One process: another one would compile its own code as well.
        Tool.Dotnet(folder, "build", all, "-c", "Release", "-maxcpucount:1");
        Tool.Dotnet(folder, "publish", published, "-c", "Release", "-maxcpucount:1", "--no-build");
    }

    /// <summary>Prints where its assemblies are, or the genre of a clip.</summary>
    public BuiltProgram Inference { get; }

    /// <summary>The same program with the package for NAudio.</summary>
    public BuiltProgram NAudio { get; }

    /// <summary>A web service.</summary>
    public BuiltProgram Web { get; }

    /// <summary>Downloads a pretrained network.</summary>
    public BuiltProgram Pretrained { get; }

    /// <summary>With the property that keeps the native libraries of all platforms.</summary>
    public BuiltProgram AllLibraries { get; }

    /// <summary>With the runtime identifier of Windows.</summary>
    public BuiltProgram Windows { get; }

    private string WriteSolution(string name, IEnumerable<string> projects)
    {
        string path = _feed.Folder(name);
        File.WriteAllText(path, $"<Solution>{string.Concat(projects.Select(project => $"<Project Path=\"{project}/{project}.csproj\" />"))}</Solution>");
        return path;
    }

    private BuiltProgram Add(string name, string sdk, string program, string properties, string package = "GenreNet.Inference")
    {
        _names.Add(name);
        string folder = _feed.Write(name, sdk, program, properties, package);
        return new BuiltProgram($"{name}.dll", Path.Combine(folder, "bin", "Release", "net10.0"), Path.Combine(folder, "published"));
    }
}

/// <summary>A program that has been built.</summary>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="Output">The folder that it was built into.</param>
/// <param name="Published">The folder that it was published into, if it is published.</param>
public sealed record BuiltProgram(string Assembly, string Output, string Published);
