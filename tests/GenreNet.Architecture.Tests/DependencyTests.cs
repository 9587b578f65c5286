using System.Text.RegularExpressions;

namespace GenreNet.Architecture.Tests;

/// <summary>The arrows of ARCHITECTURE.md: what may use what.</summary>
public partial class DependencyTests
{
    private static readonly Dictionary<string, string[]> ProjectArrows = new()
    {
        ["GenreNet.Core"] = [],
        ["GenreNet.Inference"] = ["GenreNet.Core"],
        ["GenreNet.Networks"] = ["GenreNet.Core", "GenreNet.Inference"],
        ["GenreNet.Pretrained"] = ["GenreNet.Core", "GenreNet.Inference", "GenreNet.Networks"],
        ["GenreNet.Training"] = ["GenreNet.Core", "GenreNet.Inference", "GenreNet.Networks", "GenreNet.Pretrained"],
        ["GenreNet.Server"] = ["GenreNet.Inference"],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["GenreNet.Core"] = ["CsvHelper", "Polly.Core", "System.IO.Hashing"],
        ["GenreNet.Inference"] = ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Microsoft.ML.OnnxRuntime", "System.Numerics.Tensors"],
        ["GenreNet.Server"] = ["Microsoft.AspNetCore.OpenApi", "Microsoft.Data.Sqlite", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "OpenTelemetry.Exporter.Prometheus.AspNetCore", "OpenTelemetry.Extensions.Hosting", "OpenTelemetry.Instrumentation.AspNetCore", "Scalar.AspNetCore", "System.CommandLine", "System.IO.Hashing"],
        ["GenreNet.Networks"] = ["Google.Protobuf", "Grpc.Tools", "Microsoft.ML.OnnxRuntime"],
        ["GenreNet.Pretrained"] = ["Google.Protobuf", "PureHDF"],
        ["GenreNet.Training"] = ["CsvHelper", "MathNet.Numerics", "Microsoft.Data.Sqlite", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies", "Spectre.Console", "System.CommandLine", "System.IO.Hashing", "TorchSharp-cpu"],
    };

    /// <summary>For every folder directly below a project, the folders of the same project that it may use.</summary>
    private static readonly Dictionary<string, string[]> FolderArrows = new()
    {
        ["GenreNet.Core.Errors"] = [],
        ["GenreNet.Core.Numerics"] = [],
        ["GenreNet.Core.IO"] = ["Errors"],
        ["GenreNet.Core.Download"] = ["Errors", "IO"],
        ["GenreNet.Core.Signal"] = ["Numerics"],
        ["GenreNet.Core.Numpy"] = ["Errors", "IO"],
        ["GenreNet.Core.Audio"] = ["Errors", "IO", "Numerics", "Signal"],
        ["GenreNet.Core.Features"] = ["Audio", "Errors", "Numerics", "Signal"],
        ["GenreNet.Core.Augmentation"] = ["Audio", "Numerics", "Signal"],
        ["GenreNet.Core.Datasets"] = ["Audio", "Augmentation", "Download", "Errors", "Features", "IO", "Numerics", "Numpy"],
        ["GenreNet.Inference.Models"] = [],
        ["GenreNet.Inference.Telemetry"] = [],
        ["GenreNet.Inference.Classification"] = ["Models"],
        ["GenreNet.Inference.Diagnosis"] = ["Models"],
        ["GenreNet.Inference.Hosting"] = ["Models", "Telemetry"],
        ["GenreNet.Inference.Monitoring"] = [],
        ["GenreNet.Server.Monitoring"] = [],
        ["GenreNet.Server.Queueing"] = ["Monitoring"],
        ["GenreNet.Server.Uploads"] = ["Monitoring", "Queueing"],
        ["GenreNet.Server.Telemetry"] = ["Monitoring"],
        ["GenreNet.Server.Lifetime"] = ["Monitoring"],
        ["GenreNet.Server.Security"] = ["Lifetime", "Monitoring", "Queueing"],
        ["GenreNet.Server.Logging"] = ["Security"],
        ["GenreNet.Server.Api"] = ["Logging", "Monitoring", "Queueing", "Security", "Uploads"],
        ["GenreNet.Networks.Onnx"] = ["Blocks"],
        ["GenreNet.Networks.Blocks"] = [],
        ["GenreNet.Networks.Architectures"] = ["Blocks"],
        ["GenreNet.Networks.Files"] = [],
        ["GenreNet.Pretrained.Checkpoints"] = [],
        ["GenreNet.Pretrained.Conversion"] = ["Checkpoints"],
        ["GenreNet.Pretrained.Installation"] = ["Checkpoints", "Conversion"],
        ["GenreNet.Training.Torch"] = [],
        ["GenreNet.Training.Fitting"] = ["Torch"],
        ["GenreNet.Training.Backbones"] = ["Fitting"],
        ["GenreNet.Training.Evaluation"] = [],
        ["GenreNet.Training.Runs"] = ["Backbones", "Evaluation", "Fitting"],
        ["GenreNet.Training.Search"] = ["Evaluation", "Fitting"],
        ["GenreNet.Training.Serving"] = ["Evaluation"],
        ["GenreNet.Training.Reports"] = ["Evaluation", "Runs", "Search"],
        ["GenreNet.Training.Cli"] = ["Backbones", "Evaluation", "Fitting", "Reports", "Runs", "Search", "Serving", "Torch"],
    };

    public static TheoryData<string> ProjectNames { get; } = [.. ProjectArrows.Keys];

    public static TheoryData<string> FolderNames { get; } = [.. FolderArrows.Keys];

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void A_project_refers_to_its_own_projects_and_packages_only(string name)
    {
        var project = Repository.Project(name);
        Assert.Equal(ProjectArrows[name], Repository.References(project, "ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/'))));
        Assert.Equal(Packages[name], Repository.References(project, "PackageReference"));
    }

    [Theory]
    [MemberData(nameof(FolderNames))]
    public void A_folder_uses_the_folders_below_it_only(string name)
    {
        string project = string.Join('.', name.Split('.')[..2]);
        string folder = name.Split('.')[2];
        var used = Repository.Sources($"src/{project}/{folder}")
            .SelectMany(file => NameOfFolder(project).Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(other => other != folder && FolderArrows.ContainsKey($"{project}.{other}"))
            .Distinct();
        Assert.Empty(used.Except(FolderArrows[name]));
    }

    [Fact]
    public void Every_project_and_folder_is_on_the_map()
    {
        string source = Path.Combine(Repository.Root, "src");
        Assert.Empty(Directory.GetDirectories(source).Select(d => Path.GetFileName(d)).Except(ProjectArrows.Keys));
        var folders = ProjectArrows.Keys.SelectMany(project => Directory.GetDirectories(Path.Combine(source, project))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => $"{project}.{Path.GetFileName(folder)}"));
        Assert.Empty(folders.Where(f => !f.EndsWith(".obj", StringComparison.Ordinal) && !f.EndsWith(".bin", StringComparison.Ordinal)).Except(FolderArrows.Keys));
    }

    [Fact]
    public void Versions_stand_in_one_place() => Assert.All(Repository.Projects, project =>
        Assert.DoesNotContain(System.Xml.Linq.XDocument.Load(project).Descendants("PackageReference"), e => e.Attribute("Version") is not null));

    [Fact]
    public void Namespaces_follow_folders() => Assert.All(Repository.Sources("src"), file =>
    {
        Match declared = NamespaceLine().Match(File.ReadAllText(file));
        string expected = Path.GetDirectoryName(Repository.Relative(file))!["src/".Length..].Replace('/', '.');
        Assert.True(!declared.Success || declared.Groups[1].Value == expected, $"{Repository.Relative(file)} is in the namespace {declared.Groups[1].Value}");
    });

    [Fact]
    public void Files_and_folders_stay_small()
    {
        Assert.All(Repository.Sources("src"), file => Assert.True(File.ReadLines(file).Count() <= 250, $"{Repository.Relative(file)} is longer than 250 lines"));
        Assert.All(Repository.Sources("src").GroupBy(f => Path.GetDirectoryName(f)), folder => Assert.True(folder.Count() <= 12, $"{Repository.Relative(folder.Key!)} holds more than 12 files"));
    }

    private static Regex NameOfFolder(string project) => new($@"\b{Regex.Escape(project)}\.(\w+)");

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
