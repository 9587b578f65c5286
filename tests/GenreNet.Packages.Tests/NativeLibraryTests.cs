using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>The native libraries in the output of a program that has the package, without a runtime identifier.</summary>
[Slow]
public class NativeLibraryTests(Feed feed)
{
    private const string Program = """
        using GenreNet.Inference;

        using var classifier = GenreClassifier.LoadDefault();
        Console.WriteLine(classifier.Classify(args[0]).Genre);
        """;

    // Those that a program for net10.0 without an operating system in its target framework can run on.
    private static readonly string[] Desktops = ["linux-arm64", "linux-x64", "osx-arm64", "win-arm64", "win-x64"];

    [Theory]
    [InlineData("GenreNet.Inference")]
    [InlineData("GenreNet.NAudio")]
    public void A_build_has_those_of_this_machine_and_a_published_program_those_of_all(string package)
    {
        Assert.SkipUnless(Desktops.Contains(Feed.Rid), $"ONNX Runtime has no library for {Feed.Rid}");
        string folder = Write(package, "small");
        Tool.Dotnet(folder, "build");
        string output = Path.Combine(folder, "bin", "Debug", "net10.0");
        Assert.Equal([Feed.Rid], Platforms(output));
        Assert.InRange(Size(output), 1, 60_000_000);
        string program = $"{Path.GetFileName(folder)}.dll";
        ToolResult result = Tool.Run(output, "dotnet", program, feed.Clip);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));

        Tool.Dotnet(folder, "publish", "--no-build", "-c", "Debug", "-o", Path.Combine(folder, "published"));
        Assert.Equal(Desktops, Platforms(Path.Combine(folder, "published")));
        Assert.Equal(result, Tool.Run(Path.Combine(folder, "published"), "dotnet", program, feed.Clip));
    }

    [Fact]
    public void A_property_keeps_all()
    {
        string folder = Write("GenreNet.Inference", "large");
        Tool.Dotnet(folder, "build", "-p:GenreNetKeepAllNativeLibraries=true");
        string output = Path.Combine(folder, "bin", "Debug", "net10.0");
        Assert.Equal(["android", "ios", .. Desktops], Platforms(output));
        Assert.True(Size(output) > 200_000_000, "the package of ONNX Runtime has become small: the targets may no longer be needed");
    }

    [Fact]
    public void With_a_runtime_identifier_the_libraries_are_those_of_it()
    {
        string folder = Write("GenreNet.Inference", "windows");
        Tool.Dotnet(folder, "build", "-r", "win-x64", "--self-contained", "false", "-p:UseAppHost=false");
        string output = Path.Combine(folder, "bin", "Debug", "net10.0", "win-x64");
        Assert.True(File.Exists(Path.Combine(output, "onnxruntime.dll")));
        Assert.False(Directory.Exists(Path.Combine(output, "runtimes")));
    }

    private string Write(string package, string name) =>
        feed.Write($"{name}-{package.Split('.')[1].ToLowerInvariant()}", "Microsoft.NET.Sdk", Program, "<OutputType>Exe</OutputType>", package);

    private static string[] Platforms(string folder) =>
        [.. Directory.GetDirectories(Path.Combine(folder, "runtimes")).Select(runtime => Path.GetFileName(runtime)).Order(StringComparer.Ordinal)];

    private static long Size(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
