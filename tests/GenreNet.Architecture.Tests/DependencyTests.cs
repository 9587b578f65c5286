using System.Text.RegularExpressions;

namespace GenreNet.Architecture.Tests;

/// <summary>The arrows of ARCHITECTURE.md: what may use what.</summary>
public partial class DependencyTests
{
    private static readonly Dictionary<string, string[]> ProjectArrows = new()
    {
        ["GenreNet.Browser"] = ["GenreNet.Inference", "GenreNet.Pretrained"],
        ["GenreNet.Catalogue"] = ["GenreNet.Core", "GenreNet.Inference"],
        ["GenreNet.Core"] = [],
        ["GenreNet.Extensions.AI"] = ["GenreNet.Inference"],
        ["GenreNet.Inference"] = ["GenreNet.Core"],
        ["GenreNet.Interactive"] = ["GenreNet.Core", "GenreNet.Inference"],
        ["GenreNet.ML"] = ["GenreNet.Core", "GenreNet.Inference"],
        ["GenreNet.NAudio"] = ["GenreNet.Inference"],
        ["GenreNet.Networks"] = ["GenreNet.Core", "GenreNet.Inference"],
        ["GenreNet.Pretrained"] = ["GenreNet.Core", "GenreNet.Inference", "GenreNet.Networks"],
        ["GenreNet.Training"] = ["GenreNet.Catalogue", "GenreNet.Core", "GenreNet.Inference", "GenreNet.ML", "GenreNet.Networks", "GenreNet.Pretrained"],
        ["GenreNet.Server"] = ["GenreNet.Inference"],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["GenreNet.Browser"] = [],
        ["GenreNet.Catalogue"] = ["AWSSDK.S3", "Microsoft.Data.Sqlite", "Npgsql", "Parquet.Net", "Polly.Core", "System.Numerics.Tensors"],
        ["GenreNet.Core"] = ["Concentus", "CsvHelper", "NVorbis", "Polly.Core", "System.IO.Hashing"],
        ["GenreNet.Extensions.AI"] = ["Microsoft.Extensions.AI.Abstractions"],
        ["GenreNet.Inference"] = ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Microsoft.ML.OnnxRuntime", "System.Numerics.Tensors"],
        ["GenreNet.Interactive"] = ["Microsoft.AspNetCore.Html.Abstractions", "Microsoft.DotNet.Interactive.Formatting", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies", "System.IO.Hashing"],
        ["GenreNet.Server"] = ["Microsoft.AspNetCore.OpenApi", "Microsoft.Data.Sqlite", "Microsoft.IO.RecyclableMemoryStream", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "OpenTelemetry.Exporter.Prometheus.AspNetCore", "OpenTelemetry.Extensions.Hosting", "OpenTelemetry.Instrumentation.AspNetCore", "Scalar.AspNetCore", "System.CommandLine", "System.IO.Hashing"],
        ["GenreNet.ML"] = ["Microsoft.ML"],
        ["GenreNet.NAudio"] = ["NAudio.Core"],
        ["GenreNet.Networks"] = ["Google.Protobuf", "Grpc.Tools", "Microsoft.ML.OnnxRuntime"],
        ["GenreNet.Pretrained"] = ["Google.Protobuf", "PureHDF"],
        ["GenreNet.Training"] = ["CsvHelper", "MathNet.Numerics", "Microsoft.Data.Sqlite", "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies", "Spectre.Console", "System.CommandLine", "System.IO.Hashing", "TagLibSharp", "TorchSharp-cpu"],
    };

    /// <summary>What users see: the namespaces that have public types, by project.</summary>
    private static readonly Dictionary<string, string[]> PublicNamespaces = new()
    {
        ["GenreNet.Core"] =
        [
            "GenreNet.Core", "GenreNet.Core.Audio", "GenreNet.Core.Augmentation", "GenreNet.Core.Datasets", "GenreNet.Core.Download", "GenreNet.Core.Features",
            "GenreNet.Core.Numerics", "GenreNet.Core.Numpy", "GenreNet.Core.Signal",
        ],
        ["GenreNet.Extensions.AI"] = ["GenreNet.Extensions.AI"],
        ["GenreNet.Inference"] = ["GenreNet.Inference", "GenreNet.Inference.Hosting"],
        ["GenreNet.Interactive"] = ["GenreNet.Interactive"],
        ["GenreNet.ML"] = ["GenreNet.ML"],
        ["GenreNet.NAudio"] = ["GenreNet.NAudio"],
        ["GenreNet.Networks"] = ["GenreNet.Networks"],
        ["GenreNet.Pretrained"] = ["GenreNet.Pretrained"],
    };

    public static TheoryData<string> ProjectNames { get; } = [.. ProjectArrows.Keys];

    public static TheoryData<string> LibraryNames { get; } = [.. PublicNamespaces.Keys];

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void A_project_refers_to_its_own_projects_and_packages_only(string name)
    {
        var project = Repository.Project(name);
        Assert.Equal(ProjectArrows[name], Repository.References(project, "ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/'))));
        Assert.Equal(Packages[name], Repository.References(project, "PackageReference"));
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Folders_of_a_project_have_no_cycles(string name)
    {
        var graph = FolderGraph.Of(name);
        Assert.True(graph.Uses.Count > 3 || graph.Folders.Count == 1, "the source was not read");
        IReadOnlyList<string> cycles = graph.Cycles();
        Assert.True(cycles.Count == 0, $"Folders of {name} use each other:\n{string.Join("\n\n", cycles)}");
    }

    [Fact]
    public void Every_project_of_src_is_listed() => Assert.Equal(
        ProjectArrows.Keys.Order(StringComparer.Ordinal),
        Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(LibraryNames))]
    public void Public_namespaces_are_the_listed_topics(string name)
    {
        var seen = Repository.Sources($"src/{name}").Select(File.ReadAllText).Where(text => PublicType().IsMatch(text))
            .Select(text => NamespaceLine().Match(text).Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(PublicNamespaces[name], seen);
    }

    [Fact]
    public void Package_versions_are_declared_centrally() => Assert.All(Repository.Projects, project =>
        Assert.DoesNotContain(System.Xml.Linq.XDocument.Load(project).Descendants("PackageReference"), e => e.Attribute("Version") is not null));

    [Fact]
    public void Namespaces_follow_the_project_or_its_top_level_folder() => Assert.All(Repository.Sources("src"), file =>
    {
        Match declared = NamespaceLine().Match(File.ReadAllText(file));
        string[] path = Repository.Relative(file).Split('/');
        string top = path.Length > 3 ? $"{path[1]}.{path[2]}" : path[1];
        string name = declared.Groups[1].Value;
        // Errors are in the root of the library, and the dataset that is synthesised is one of the datasets.
        Assert.True(!declared.Success || name == top || name == path[1] || (top, name) == ("GenreNet.Core.Synthesis", "GenreNet.Core.Datasets"), $"{Repository.Relative(file)} is in the namespace {name}");
    });

    [Fact]
    public void Folders_contain_at_least_three_files_and_are_at_most_two_levels_deep() => Assert.All(
        Repository.Sources("src").GroupBy(file => Path.GetDirectoryName(Repository.Relative(file))!.Replace('\\', '/')),
        folder =>
        {
            int depth = folder.Key.Split('/').Length - 2;
            Assert.True(depth <= 2, $"{folder.Key} is {depth} levels below its project");
            Assert.True(depth == 0 || folder.Count() >= 3, $"{folder.Key} holds {folder.Count()} files: merge them upwards");
        });

    [Fact]
    public void Files_have_at_most_400_lines() => Assert.All(Repository.Sources("src"), file =>
        Assert.True(File.ReadLines(file).Count() <= 400, $"{Repository.Relative(file)} has more than 400 lines"));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^public ", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
