using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;

[assembly: AssemblyFixture(typeof(GenreNet.Packages.Tests.Support.Feed))]

namespace GenreNet.Packages.Tests.Support;

/// <summary>The packages in a folder, under a version that nobody has cached, and a folder outside the repository for programs that use them.</summary>
/// <remarks>
/// The environment variable <c>GENRENET_PACKAGES</c> is a folder of packages that exist already, of all projects and in one version that has
/// never been installed. Without it, the packages are made.
/// </remarks>
public sealed class Feed : IDisposable
{
    private static readonly string? Existing = Environment.GetEnvironmentVariable("GENRENET_PACKAGES");

    private static readonly string[] Libraries =
        ["GenreNet.Core", "GenreNet.Extensions.AI", "GenreNet.Inference", "GenreNet.Interactive", "GenreNet.ML", "GenreNet.NAudio", "GenreNet.Pretrained"];

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<ToolResult> _answer;
    private readonly Lazy<Programs> _programs;

    public Feed()
    {
        Packages = Existing ?? _folder.File("feed");
        Version = Existing is null
            ? string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow.Ticks}")
            : VersionOf(Assert.Single(Directory.GetFiles(Existing, $"{Libraries[0]}.*.nupkg")));
        Pack(Libraries);
        Clip = _folder.File("clip.wav");
        WavWriter.Write(Clip, SyntheticDataset.Render("swing", 3, 30).Samples, 22050);
        Console = Write("console", "Microsoft.NET.Sdk", ConsoleProgram, "<OutputType>Exe</OutputType><InvariantGlobalization>true</InvariantGlobalization>");
        Published = _folder.File("published");
        Tool.Dotnet(Console, "publish", "-c", "Release", "-r", Rid, "--self-contained", "false", "-o", Published);
        _answer = new(() => Tool.Run(Published, "dotnet", "console.dll", Clip));
        _programs = new(() => new Programs(this));
    }

    /// <summary>The version that was packed.</summary>
    public string Version { get; }

    /// <summary>The folder of the packages.</summary>
    public string Packages { get; }

    /// <summary>Half a minute of music.</summary>
    public string Clip { get; }

    /// <summary>The project of a console program that uses the package.</summary>
    public string Console { get; }

    /// <summary>That program, published.</summary>
    public string Published { get; }

    /// <summary>What that program prints for the clip.</summary>
    internal ToolResult Answer => _answer.Value;

    /// <summary>Further programs, built when the first test asks for them.</summary>
    internal Programs Programs => _programs.Value;

    /// <summary>The platforms that the packages have code for that is compiled ahead of time, in ordinal order.</summary>
    public static IReadOnlyList<string> ReadyToRunPlatforms { get; } = ["linux-arm64", "linux-x64", "osx-arm64", "win-x64"];

    /// <summary>This platform, as packages call it.</summary>
    public static string Rid => $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    private const string ConsoleProgram = """
        using GenreNet.Core;
        using GenreNet.Inference;

        try
        {
            using var classifier = GenreClassifier.LoadDefault();
            var song = await classifier.ClassifyAsync(args[0]);
            Console.WriteLine(FormattableString.Invariant($"{song.Genre} {song.Confidence:0.0000}"));
            return 0;
        }
        catch (GenreNetException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
        """;

    /// <summary>Packs projects into the feed, in one build, unless the packages exist already.</summary>
    public void Pack(params string[] projects)
    {
        if (Existing is not null)
        {
            return;
        }

        string solution = _folder.File($"{projects[0]}.slnf");
        File.WriteAllText(solution, JsonSerializer.Serialize(new
        {
            solution = new
            {
                path = Path.Combine(RepositoryRoot.Path, "GenreNet.sln"),
                projects = projects.Select(project => Path.Combine("src", project, $"{project}.csproj")),
            },
        }));
        // The build has folders of its own: other processes may use those of the repository. Its sources were analyzed when the tests were built,
        // and .ci/run makes packages with validation and with all code compiled ahead of time.
        string[] folders = ["--artifacts-path", _folder.File("artifacts"), $"-p:PackageOutputPath={Packages}"];
        string[] settings = [$"-p:Version={Version}", "-p:RunAnalyzers=false", "-p:EnablePackageValidation=false", "-p:CompileLibraries=false", "-warnaserror"];
        Tool.Dotnet(RepositoryRoot.Path, ["pack", solution, "-c", "Release", .. folders, .. settings]);
    }

    /// <summary>Writes a program that refers to the package.</summary>
    public string Write(string name, string sdk, string program, string properties, string package = "GenreNet.Inference")
    {
        string folder = _folder.File(name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{Packages}</RestoreAdditionalProjectSources>
                {properties}
              </PropertyGroup>
              <ItemGroup><PackageReference Include="{package}" Version="{Version}" /></ItemGroup>
            </Project>
            """);
        return folder;
    }

    private static string VersionOf(string package) => Path.GetFileNameWithoutExtension(package)[(Libraries[0].Length + 1)..];

    /// <summary>A folder of its own for a test.</summary>
    public string Folder(string name) => _folder.File(name);

    public void Dispose()
    {
        // "global-packages: FOLDER"
        string cache = Tool.Run(_folder.Path, "dotnet", "nuget", "locals", "global-packages", "--list").Output.Split(": ", 2)[^1].Trim();
        foreach (string library in Libraries)
        {
            string folder = Path.Combine(cache, library.ToLowerInvariant(), Version);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        SharedCompiler.Stop(_folder.Path);
        _folder.Dispose();
    }
}
