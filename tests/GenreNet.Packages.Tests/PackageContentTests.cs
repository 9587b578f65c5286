using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>What is in the packages.</summary>
[Slow]
public class PackageContentTests(Feed feed)
{
    [Theory]
    [InlineData("GenreNet.Core")]
    [InlineData("GenreNet.Inference")]
    [InlineData("GenreNet.Extensions.AI")]
    [InlineData("GenreNet.Interactive")]
    [InlineData("GenreNet.ML")]
    [InlineData("GenreNet.NAudio")]
    [InlineData("GenreNet.Pretrained")]
    public void A_package_has_complete_metadata(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed.Packages, $"{id}.{feed.Version}.nupkg"));
        string[] entries = [.. package.Entries.Select(e => e.FullName)];
        Assert.Contains("README.md", entries);
        Assert.Contains("icon.png", entries);
        Assert.Contains($"lib/net10.0/{id}.dll", entries);
        Assert.Contains($"lib/net10.0/{id}.xml", entries);
        XElement metadata = Metadata(package, id);
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.Equal("icon.png", Value(metadata, "icon"));
        Assert.NotEmpty(Value(metadata, "description"));
        Assert.InRange(package.Entries.Where(e => !IsForOnePlatform(e)).Sum(e => e.CompressedLength), 1, 3_000_000);
        using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(feed.Packages, $"{id}.{feed.Version}.snupkg"));
        Assert.Contains(symbols.Entries, e => e.FullName == $"lib/net10.0/{id}.pdb");
    }

    [Theory]
    [InlineData("GenreNet.Core")]
    [InlineData("GenreNet.Inference")]
    public void The_assembly_is_IL_for_all_platforms_and_also_native_code_for_the_usual_ones(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed.Packages, $"{id}.{feed.Version}.nupkg"));
        Dictionary<string, (bool HasCode, Guid Module)> assemblies = package.Entries
            .Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal))
            .ToDictionary(entry => entry.FullName, Assembly);
        (bool hasCode, Guid module) = assemblies[$"lib/net10.0/{id}.dll"];
        Assert.False(hasCode);
        Assert.True(assemblies.Remove($"lib/net10.0/{id}.dll"));
        Assert.Equal(
            Feed.ReadyToRunPlatforms.Select(rid => $"runtimes/{rid}/lib/net10.0/{id}.dll"),
            assemblies.Keys.Order(StringComparer.Ordinal));
        Assert.All(assemblies.Values, assembly => Assert.Equal((true, module), assembly));
        Assert.All(package.Entries.Where(IsForOnePlatform), entry => Assert.InRange(entry.CompressedLength, 1, 3_000_000));
    }

    [Fact]
    public void Classification_depends_only_on_onnx_runtime_and_packages_of_microsoft()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed.Packages, $"GenreNet.Inference.{feed.Version}.nupkg"));
        XNamespace names = Metadata(package, "GenreNet.Inference").Name.Namespace;
        IEnumerable<string> dependencies = Metadata(package, "GenreNet.Inference").Descendants(names + "dependency").Select(d => d.Attribute("id")!.Value);
        Assert.All(dependencies, id => Assert.True(
            id is "GenreNet.Core" or "Microsoft.ML.OnnxRuntime" or "System.Numerics.Tensors" || id.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal), id));
    }

    [Fact]
    public void The_package_for_ML_NET_depends_on_its_core_only()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed.Packages, $"GenreNet.ML.{feed.Version}.nupkg"));
        XElement metadata = Metadata(package, "GenreNet.ML");
        string[] dependencies = [.. metadata.Descendants(metadata.Name.Namespace + "dependency").Select(d => d.Attribute("id")!.Value).Order(StringComparer.Ordinal)];
        Assert.Equal(["GenreNet.Core", "GenreNet.Inference", "Microsoft.ML"], dependencies);
    }

    [Fact]
    public void The_package_for_NAudio_depends_on_its_core_only()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed.Packages, $"GenreNet.NAudio.{feed.Version}.nupkg"));
        XElement metadata = Metadata(package, "GenreNet.NAudio");
        string[] dependencies = [.. metadata.Descendants(metadata.Name.Namespace + "dependency").Select(d => d.Attribute("id")!.Value).Order(StringComparer.Ordinal)];
        Assert.Equal(["GenreNet.Inference", "NAudio.Core"], dependencies);
    }

    [Fact]
    public void The_package_of_pretrained_networks_has_the_assembly_of_networks_inside_and_no_weights()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed.Packages, $"GenreNet.Pretrained.{feed.Version}.nupkg"));
        Assert.Contains("lib/net10.0/GenreNet.Networks.dll", package.Entries.Select(entry => entry.FullName));
        Assert.Contains("lib/net10.0/GenreNet.Networks.xml", package.Entries.Select(entry => entry.FullName));
        Assert.DoesNotContain(package.Entries, entry => Path.GetExtension(entry.Name) is ".onnx" or ".pt" or ".h5");
        XElement metadata = Metadata(package, "GenreNet.Pretrained");
        string[] dependencies = [.. metadata.Descendants(metadata.Name.Namespace + "dependency").Select(d => d.Attribute("id")!.Value).Order(StringComparer.Ordinal)];
        Assert.Equal(["GenreNet.Core", "GenreNet.Inference", "Google.Protobuf", "PureHDF"], dependencies);
    }

    private static bool IsForOnePlatform(ZipArchiveEntry entry) => entry.FullName.StartsWith("runtimes/", StringComparison.Ordinal);

    private static (bool HasCode, Guid Module) Assembly(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var file = new MemoryStream();
        stream.CopyTo(file);
        file.Position = 0;
        using var reader = new PEReader(file);
        MetadataReader metadata = reader.GetMetadataReader();
        return (reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, metadata.GetGuid(metadata.GetModuleDefinition().Mvid));
    }

    private static XElement Metadata(ZipArchive package, string id)
    {
        using Stream stream = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().First();
    }

    private static string Value(XElement metadata, string name) => metadata.Element(metadata.Name.Namespace + name)?.Value ?? string.Empty;
}
